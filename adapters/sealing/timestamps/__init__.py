"""RFC 3161: who is asked, what is believed of the answer, and revocation data fetched beforehand."""
