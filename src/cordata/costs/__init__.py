"""What mentoring uses, what that costs and who bears it: from activities, confirmed once a term."""
