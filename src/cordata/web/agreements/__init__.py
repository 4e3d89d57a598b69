"""Pages of agreements: the country's template, one cluster's agreement, a party's link."""
