"""Watched files: every way in which one can change on disk."""

import os

from icp_tui.review.watch import Watch


def test_changes_are_told_in_order_and_only_them(tmp_path):
    names = ("same", "longer", "touched", "replaced", "deleted", "made", "never")
    paths = {name: tmp_path / name for name in names}
    for name in names[:5]:
        paths[name].write_text("one")
    watch = Watch(paths.values())
    assert watch.changed() == []
    paths["longer"].write_text("longer than it was")
    stamp = paths["touched"].stat()
    os.utime(paths["touched"], ns=(stamp.st_atime_ns, stamp.st_mtime_ns + 1))
    # An editor that writes beside and renames: the same text and time, another file.
    stamp = paths["replaced"].stat()
    other = tmp_path / "other"
    other.write_text("one")
    os.utime(other, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    other.replace(paths["replaced"])
    paths["deleted"].unlink()
    paths["made"].write_text("new")
    assert watch.changed() == [paths[name] for name in names[1:6]]
    assert watch.changed() == [paths[name] for name in names[1:6]]
    assert Watch(paths.values()).changed() == []


def test_paths_that_cannot_be_looked_at_never_raise(tmp_path):
    (tmp_path / "file").write_text("x")
    watch = Watch([tmp_path / "file" / "below", tmp_path / ("n" * 5000), tmp_path / "\0"])
    assert watch.changed() == []
