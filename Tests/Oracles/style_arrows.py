"""The imports between the folders of a module that the compiler cannot see: who uses a type that another folder declares."""
import collections
import pathlib

from style_blocks import TYPES
from style_source import Finding

TOP = "(top)"
# Rooms whose folders import only downwards, from the ground up.
FLOORS = {"Sources/Reconciliation": ("Rows", "Context", "Observe", "Judge", "Status", "Execute", "Relink", "Delete", TOP)}


def folder(path, room):
    parts = pathlib.PurePosixPath(path).relative_to(room).parts
    return parts[0] if len(parts) > 1 else TOP


def arrows(outlines, room):
    """{(from, to): {name: uses}}"""
    homes, found = collections.defaultdict(set), collections.defaultdict(collections.Counter)
    inside = [outline for outline in outlines if outline.swift.path.startswith(room + "/")]
    for outline in inside:
        for declaration in outline.declarations:
            if declaration.owner is None and not declaration.is_private and declaration.kind in TYPES | {"typealias", "func"}:
                homes[declaration.name].add(folder(outline.swift.path, room))
    for outline in inside:
        here = folder(outline.swift.path, room)
        named = [name for name, _ in outline.uses]
        named += [parent for block in outline.blocks if block.kind in TYPES for parent in block.inherited]
        named += [block.name for block in outline.blocks if block.kind == "extension"]
        for name in named:
            # A name with two homes says nothing about the way.
            if len(homes.get(name, ())) == 1:
                there = next(iter(homes[name]))
                if there != here:
                    found[here, there][name] += 1
    return found


def upward(outlines):
    """Arrows from a folder to one above it, and folders that have no floor."""
    for room, floors in FLOORS.items():
        for (source, target), names in sorted(arrows(outlines, room).items()):
            if source not in floors or target not in floors or floors.index(source) < floors.index(target):
                used = ", ".join(sorted(names))
                yield Finding("upward", room, 1, f"{source} uses {used} of {target}: move what is used down, or its user up")


def circles(edges):
    """The strongly connected components with more than one member (Tarjan)."""
    graph = collections.defaultdict(set)
    for source, target in edges:
        graph[source].add(target)
    index, low, stack, found = {}, {}, [], []

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        for following in sorted(graph[node]):
            if following not in index:
                visit(following)
                low[node] = min(low[node], low[following])
            elif following in stack:
                low[node] = min(low[node], index[following])
        if low[node] == index[node]:
            at = stack.index(node)
            component = stack[at:]
            del stack[at:]
            if len(component) > 1:
                found.append(sorted(component))

    for node in sorted(graph):
        if node not in index:
            visit(node)
    return found


def report(outlines, room):
    found = arrows(outlines, room)
    folders = sorted({name for edge in found for name in edge})
    width = max([len(name) for name in folders] + [4])
    yield f"{room}: {len(found)} arrows of {len(folders) * (len(folders) - 1)} possible; names used, from the row to the column"
    yield " " * width + " " + " ".join(f"{name[:7]:>7}" for name in folders)
    for source in folders:
        cells = (len(found.get((source, target), ())) for target in folders)
        yield f"{source:{width}} " + " ".join(f"{cell or '·':>7}" for cell in cells)
    for component in circles(found) or [["none"]]:
        yield "circle: " + " ".join(component)
    total, alone = collections.Counter(), collections.Counter()
    homes = {}
    for (_, target), names in found.items():
        for name in names:
            total[name] += 1
            homes[name] = target
            alone[name] += len(names) == 1
    yield "definition: arrows it is part of, arrows it makes alone"
    for name, count in sorted(total.items(), key=lambda item: (-alone[item[0]], -item[1], item[0]))[:40]:
        yield f"  {homes[name]}/{name}: {count}, {alone[name]}"
    yield "each arrow:"
    for (source, target), names in sorted(found.items()):
        yield f"  {source} → {target}: " + ", ".join(f"{name} {count}" for name, count in names.most_common())
