"""Is it FDA-cleared? One model or one number asked for, the exact file answered."""
