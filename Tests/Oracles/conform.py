"""Holds the compiled charts against engines written by others.

For every configuration and every declared event of the five charts, python-statemachine (which loads the SCXML files as they
are) and sismic (after conversion) must end in exactly the states the golden matrix names. Exit code 1 names each cell that differs.

    python3 -m venv venv && venv/bin/pip install -r Tests/Oracles/requirements.txt && venv/bin/python Tests/Oracles/conform.py
"""

import csv
import multiprocessing
import sys
import xml.etree.ElementTree as ElementTree
from importlib import metadata
from pathlib import Path

CHARTS_FOLDER = Path(__file__).resolve().parents[2] / "StateCharts"
CHART_NAMES = ["integration", "invoice", "contact", "payment", "contactImport"]
SCXML = "{http://www.w3.org/2005/07/scxml}"
ANNOTATION = "{urn:charts:annotations:1}"
STATE_TAGS = {SCXML + "state", SCXML + "parallel", SCXML + "final"}
CHUNK = 24


class Chart:
    """One chart file with its golden matrix."""

    def __init__(self, name):
        self.name = name
        self.path = CHARTS_FOLDER / f"{name}.scxml"
        self.root = ElementTree.parse(self.path).getroot()
        self.events = [event.get("name") for event in self.root.iter(ANNOTATION + "event")]
        self.parents = {}
        self._number(self.root, None)
        with open(CHARTS_FOLDER / "golden" / f"{name}.tsv", newline="", encoding="utf-8") as file:
            lines = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        self.cells = {(line["configuration"], line["event"]): line["target"] for line in lines}
        if len(self.cells) != len(lines) or not {event for _, event in self.cells} <= set(self.events):
            raise SystemExit(f"golden/{name}.tsv names a cell twice or an undeclared event")
        self.paths = self._paths("/".join(self._initial_leaves(self._child(self.root, self.root.get("initial")))))
        unreached = {cell[0] for cell in self.cells} - set(self.paths)
        if unreached:
            raise SystemExit(f"golden/{name}.tsv has configurations no event leads to: {sorted(unreached)}")

    def _number(self, element, parent):
        for child in element:
            if child.tag in STATE_TAGS:
                self.parents[child.get("id")] = parent
                self._number(child, child.get("id"))

    @staticmethod
    def _child(element, name):
        return next(child for child in element if child.tag in STATE_TAGS and child.get("id") == name)

    def _initial_leaves(self, element):
        if element.tag == SCXML + "parallel":
            return [leaf for child in element if child.tag in STATE_TAGS for leaf in self._initial_leaves(child)]
        initial = element.get("initial")
        return self._initial_leaves(self._child(element, initial)) if initial else [element.get("id")]

    def _paths(self, initial):
        """The shortest sequence of events to every configuration."""
        paths, queue = {initial: []}, [initial]
        for source in queue:
            for event in self.events:
                target = self.cells.get((source, event))
                if target is not None and target not in paths:
                    paths[target] = paths[source] + [event]
                    queue.append(target)
        return paths

    def active(self, configuration):
        """All active states of a configuration that is described by its leaves."""
        states = set()
        for state in configuration.split("/"):
            while state is not None:
                states.add(state)
                state = self.parents[state]
        return states


class PythonStateMachine:
    """python-statemachine reads the chart file itself."""

    distribution = "python-statemachine"

    def __init__(self, chart):
        from statemachine.io import load

        self.machine_class = load(chart.path)

    def start(self):
        return self.machine_class()

    def send(self, machine, event):
        machine.send(event)

    def active(self, machine):
        return {state.id for state in machine.configuration}


class Sismic:
    """sismic has no SCXML import. The order of transitions in the document becomes negated guards, so that sismic, which
    refuses nondeterminism, also judges whether the charts are deterministic. Final states become plain ones, because sismic
    empties the configuration of a finished machine."""

    distribution = "sismic"

    def __init__(self, chart):
        from sismic.model import Statechart

        self.statechart = Statechart(chart.name)
        self._add_state(chart.root, None)
        self._add_transitions(chart.root)

    def _add_state(self, element, parent):
        from sismic.model import BasicState, CompoundState, OrthogonalState

        name = element.get("id", "")
        children = [child for child in element if child.tag in STATE_TAGS]
        if element.tag == SCXML + "parallel":
            state = OrthogonalState(name)
        elif children:
            state = CompoundState(name or "(chart)", initial=element.get("initial"))
        else:
            state = BasicState(name)
        self.statechart.add_state(state, parent)
        for child in children:
            self._add_state(child, state.name)

    def _add_transitions(self, element):
        from sismic.model import Transition

        earlier = {}
        for child in element:
            if child.tag in STATE_TAGS:
                self._add_transitions(child)
            elif child.tag == SCXML + "transition":
                condition = child.get("cond")
                guard = f"active({condition[3:-1]})" if condition else None
                for event in (child.get("event") or "").split() or [None]:
                    terms = [f"not {term}" for term in earlier.get(event, [])] + ([guard] if guard else [])
                    self.statechart.add_transition(
                        Transition(element.get("id"), child.get("target"), event, " and ".join(terms) or None)
                    )
                    if guard:
                        earlier.setdefault(event, []).append(guard)

    def start(self):
        from sismic.interpreter import Interpreter

        machine = Interpreter(self.statechart)
        machine.execute()
        return machine

    def send(self, machine, event):
        machine.queue(event)
        machine.execute()

    def active(self, machine):
        return set(machine.configuration) - {"(chart)"}


ENGINES = {"python-statemachine": PythonStateMachine, "sismic": Sismic}


def judge(task):
    """Tries every event in some configurations of one chart on one engine; returns the number of cells and the differences."""
    engine_name, chart_name, configurations = task
    chart = Chart(chart_name)
    engine = ENGINES[engine_name](chart)
    cells, differences = 0, []
    for configuration in configurations:
        expected_start = chart.active(configuration)
        machine = None
        for event in chart.events:
            cells += 1
            cell = f"{chart_name}: {configuration} + {event}"
            try:
                # A machine that stayed where it was is as good as a new one: charts have no data and no history.
                if machine is None or engine.active(machine) != expected_start:
                    machine = engine.start()
                    for step in chart.paths[configuration]:
                        engine.send(machine, step)
                    if engine.active(machine) != expected_start:
                        differences.append(f"{cell}: starts in {sorted(engine.active(machine))}")
                        continue
                engine.send(machine, event)
                actual = engine.active(machine)
            except Exception as error:  # any complaint of an engine is a difference
                differences.append(f"{cell}: {type(error).__name__}: {error}")
                machine = None
                continue
            expected = chart.active(chart.cells.get((configuration, event), configuration))
            if actual != expected:
                differences.append(f"{cell}: is {sorted(actual - expected)}, not {sorted(expected - actual)}")
    return engine_name, chart_name, cells, differences


def main():
    tasks = []
    sizes = {}
    for engine in ENGINES:
        for name in CHART_NAMES:
            configurations = list(Chart(name).paths)
            sizes[name] = len(configurations)
            tasks += [(engine, name, configurations[i : i + CHUNK]) for i in range(0, len(configurations), CHUNK)]
    with multiprocessing.Pool() as pool:
        results = pool.map(judge, tasks, chunksize=1)
    failed = False
    for _, _, _, differences in results:
        for difference in differences:
            print(difference)
    for engine in ENGINES:
        for name in CHART_NAMES:
            mine = [result for result in results if result[:2] == (engine, name)]
            cells, differences = sum(result[2] for result in mine), sum(len(result[3]) for result in mine)
            failed = failed or differences > 0 or cells == 0
            version = metadata.version(ENGINES[engine].distribution)
            print(f"{engine} {version}, {name}: {sizes[name]} configurations, {cells} cells, {differences} differences")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
