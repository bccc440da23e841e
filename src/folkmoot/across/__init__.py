"""What reads many domains through their front doors."""
