"""What the public and the voluntary sector promise each other (a compact, a covenant): who signed, each commitment, how
it is kept by the system's own records and by what people show, concerns in confidence, and a review each year."""
