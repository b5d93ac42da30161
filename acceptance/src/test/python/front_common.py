"""What the parts of the front share: how a method of moto is replaced, pages, and the knobs a test can turn."""

import base64
import binascii
import time


class Settings:
    """How long things take and how large pages are; POST /_front/settings changes them, a reset restores them."""

    DEFAULTS = {
        "terminating_seconds": 1.0,  # a cancelled fleet's machines shut down
        "modifying_seconds": 0.0,  # a fleet is "modifying" after its target was changed
        "draining_seconds": 1.0,  # a deleted service is DRAINING
        "export_seconds": 1.0,  # an export task is RUNNING
        "replace_machines": True,  # an active fleet launches a machine for one that died
        "show_user_data": True,  # a fleet's description has the user data of its launch specifications
        "page_sizes": {},  # operation -> a page smaller than AWS's
    }

    def __init__(self):
        self.reset()

    def reset(self):
        self.__dict__.update({key: type(value)(value) for key, value in self.DEFAULTS.items()})

    def change(self, changes):
        unknown = changes.keys() - self.DEFAULTS.keys()
        if unknown:
            raise ValueError(f"no such setting: {sorted(unknown)}")
        self.__dict__.update(changes)


SETTINGS = Settings()


def now():
    return time.time()


def replaces(owner):
    """Puts the function in the place of the owner's method of the same name; it gets the original first."""

    def decorate(function):
        original = getattr(owner, function.__name__, None)

        def replacement(*args, **kwargs):
            return function(original, *args, **kwargs)

        setattr(owner, function.__name__, replacement)
        return function

    return decorate


def page(operation, items, token, wanted, at_most, bad_token):
    """One page of the items and the token of the next one; tokens are opaque, as AWS's are."""
    size = min(int(wanted or at_most), SETTINGS.page_sizes.get(operation, at_most))
    try:
        start = int(base64.urlsafe_b64decode(token)) if token else 0
    except (ValueError, binascii.Error):
        raise bad_token from None
    end = start + size
    following = base64.urlsafe_b64encode(str(end).encode()).decode() if end < len(items) else None
    return items[start:end], following
