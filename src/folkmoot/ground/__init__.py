"""What every civic machine stands on; knows none of them."""
