import resource


def like_the_logger():
    """The logger's flash has a quota for each file."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (600 * 1024, hard))
