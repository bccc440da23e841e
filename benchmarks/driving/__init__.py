"""What benchmarks, faults and journeys drive the site with: a real server process, and clients that answer."""
