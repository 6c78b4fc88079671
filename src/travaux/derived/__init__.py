"""What is made from the record afterwards: texts of files, and letters about what happened.

Each kind of work is found by a query for what is missing, done outside the writer, and recorded by
an act. It may be stopped at any moment and goes on later.
"""
