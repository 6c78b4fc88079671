"""One chain of migrations for the whole house."""
