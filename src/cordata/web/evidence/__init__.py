"""Research: projects, analyses written down before they run, findings and who stands for them."""
