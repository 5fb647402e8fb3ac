#!/usr/bin/env python3
"""Proves that the checks of the pages can fail: each is shown a copy of the tree in which one thing is not true.

    python3 Tests/Oracles/pages_check_test.py .build/debug/reconcile
"""
import pathlib
import shutil
import sys
import tempfile
import unittest

import pages_check
import pages_citations
import pages_commands
import pages_house
import pages_links
import pages_model
from program import Program

ROOMS = ("Sources", "Tests", "StateCharts", "systemd", ".ci", ".github")
BINARY = sys.argv.pop(1) if len(sys.argv) > 1 else ".build/debug/reconcile"
PROGRAM = Program(BINARY)


class Tree(unittest.TestCase):
    """A copy of the tree, in which a test changes one file at a time."""

    @classmethod
    def setUpClass(cls):
        cls.directory = tempfile.TemporaryDirectory()
        cls.tree = pathlib.Path(cls.directory.name).resolve()
        root = pages_model.repository()
        for room in ROOMS:
            shutil.copytree(root / room, cls.tree / room, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("README.md", "Package.swift"):
            shutil.copy(root / name, cls.tree / name)

    @classmethod
    def tearDownClass(cls):
        cls.directory.cleanup()

    def change(self, path, old, new):
        """Puts `new` where `old` stands, until the test is over."""
        file = self.tree / path
        before = file.read_text(encoding="utf-8")
        self.assertIn(old, before, f"{path} has not what this test changes")
        file.write_text(before.replace(old, new, 1), encoding="utf-8")
        self.addCleanup(file.write_text, before, encoding="utf-8")

    def found(self, look):
        """What one look at the whole book finds."""
        book = pages_model.pages(self.tree)
        look(book)
        return "\n".join(f"{page.name}:{number}: {message}" for page in book for number, message in page.failures)

    def on_each(self, look, *more):
        return self.found(lambda book: [look(page, *(book if item is Ellipsis else item for item in more)) for page in book])

    def citations(self):
        failures, _ = pages_citations.check_citations(pages_model.pages(self.tree))
        return "\n".join(f"{path}:{number}: {message}" for path, number, message in failures)


class Whole(Tree):
    def test_the_tree_as_it_is(self):
        failures, told = pages_check.check(self.tree, PROGRAM)
        self.assertEqual(failures, [], told)


class Commands(Tree):
    def change_of(self, new):
        self.change("README.md", "`reconcile serve`", f"`{new}`")
        return self.on_each(pages_commands.check_commands, PROGRAM)

    def test_subcommand(self):
        self.assertIn("has no subcommand serves", self.change_of("reconcile serves"))

    def test_option(self):
        self.assertIn("has no option --listens", self.change_of("reconcile serve --listens"))

    def test_value(self):
        self.assertIn("--lang takes de, en, not 'fr'", self.change_of("reconcile status --lang fr"))

    def test_as_the_service_runs(self):
        self.assertIn("has no option --soon", self.change_of("reconcile-run @NAME retry --soon"))

    def test_lone_option(self):
        self.assertIn("no command has the option --soon", self.change_of("--soon"))

    def test_every_command(self):
        self.change("systemd/README.md", "| `reconcile status` |", "| `reconcile list` |")
        self.assertIn("lacks reconcile status", self.found(lambda book: pages_commands.check_every_command(book, PROGRAM)))

    def test_exit_codes(self):
        self.change("systemd/README.md", "| 64 | usage |", "| 64 | use |")
        self.assertIn("exit code 64", self.found(lambda book: pages_commands.check_exit_codes(book, PROGRAM)))

    def test_configuration(self):
        self.change("systemd/README.md", "| `settle-seconds` | `900` |", "| `settle-seconds` | `90` |")
        self.assertIn("default of settle-seconds is 900", self.found(lambda book: pages_commands.check_configuration(book, PROGRAM)))

    def test_configuration_without_a_key(self):
        self.change("systemd/README.md", "| `RECONCILE_LISTEN` | `listen` |", "| `RECONCILE_LISTEN` | `listens` |")
        self.assertIn("the configuration key listen is missing", self.found(
            lambda book: pages_commands.check_configuration(book, PROGRAM)))

    def test_never_run(self):
        log = self.tree / "commands"
        log.write_text('["status"]\n["list", "--state", "blocked", "--lang", "de"]\n', encoding="utf-8")
        done = pages_commands.runs(log, PROGRAM)
        found = self.on_each(pages_commands.check_ran, PROGRAM, done)
        self.assertIn("no test ran `reconcile pause`", found)
        self.assertNotIn("no test ran `reconcile list --state blocked`", found)


class Links(Tree):
    def test_path(self):
        self.change("Sources/README.md", "`systemd/debian/reconcile.1`", "`systemd/debian/reconcile.9`")
        self.assertIn("systemd/debian/reconcile.9 does not exist", self.on_each(pages_links.check_paths))

    def test_page(self):
        self.change("README.md", "](Tests/README.md)", "](Tests/READ.md)")
        self.assertIn("Tests/READ.md does not exist", self.on_each(pages_links.check_links, Ellipsis))

    def test_anchor(self):
        self.change("systemd/README.md", "](#secrets)", "](#secret)")
        self.assertIn("no section #secret", self.on_each(pages_links.check_links, Ellipsis))

    def test_anchor_of_another_page(self):
        self.change("README.md", "#what-is-assumed)", "#what-is-known)")
        self.assertIn("no section Sources/README.md#what-is-known", self.on_each(pages_links.check_links, Ellipsis))

    def test_out_of_the_package(self):
        self.change("systemd/README.md", "](doc/buchhaltung.de.md)", "](../README.md)")
        self.assertIn("leads out of what the package installs", self.on_each(pages_links.check_links, Ellipsis))

    def test_not_in_the_package(self):
        self.change("systemd/debian/stage", "/doc/*", "/doc/*.md")
        self.assertIn("does not ship doc/flow.svg", self.found(pages_links.check_package))

    def test_codes(self):
        self.change("systemd/doc/buchhaltung.de.md", "`MIXED_SIGN`", "`MIXED_SIGNS`")
        self.change("systemd/README.md", "`reconcile_webhooks_total`", "`reconcile_webhook_total`")
        found = self.found(pages_links.check_codes)
        self.assertIn("MIXED_SIGNS occurs nowhere", found)
        self.assertIn("no metric reconcile_webhook_total", found)

    def test_one_line(self):
        self.change("README.md", "swift test --no-parallel\n```", "swift test\nswift build\n```")
        self.change("systemd/README.md", "<!-- command: restore -->", "")
        found = self.found(pages_links.check_one_liners)
        self.assertIn("the tests command must be one line", found)
        self.assertIn("<!-- command: restore -->", found)

    def test_length(self):
        self.change("README.md", "## Start\n", "## Start\n" + "\n" * 150)
        self.assertIn("150 are enough", self.found(pages_links.check_lengths))

    def test_open_block(self):
        self.change("Tests/README.md", "swift test --list-tests\n```", "swift test --list-tests")
        self.assertIn("a block that is not closed", self.found(lambda book: None))


class House(Tree):
    def test_arrow(self):
        here = '.target(name: "Bookkeeping", '
        self.change("Package.swift", here, here + 'dependencies: ["Output"], ')
        self.assertIn("Sources/Bookkeeping also imports Output", self.found(pages_house.check_modules))

    def test_arrow_that_is_gone(self):
        row = "| runs the compiler in the build | "
        self.change("Sources/README.md", row + "`StateChartCompiler` |", row + "`Output` |")
        self.assertIn("does not import Output", self.found(pages_house.check_modules))

    def test_module(self):
        self.change("Package.swift", '.target(name: "Output",', '.target(name: "Ledger"),\n        .target(name: "Output",')
        self.assertIn("the table lacks Sources/Ledger", self.found(pages_house.check_modules))

    def test_name(self):
        self.change("Sources/README.md", "`ReasonCode` gets a case", "`ReasonWord` gets a case")
        self.assertIn("there is no ReasonWord in the code", self.found(pages_house.check_names))

    def test_folder(self):
        self.change("Tests/README.md", "`Tests/OutputTests`", "`Tests`")
        self.assertIn("Tests/OutputTests is not explained", self.found(pages_house.check_folders))

    def test_script(self):
        self.change(".ci/README.md", "| `.ci/scrape` |", "| |")
        self.assertIn(".ci/scrape is not explained", self.found(pages_house.check_folders))

    def test_chart(self):
        self.change("StateCharts/README.md", "    draft : draft\n", "    draft : Entwurf\n")
        self.assertIn("the chart says 'draft : draft'", self.found(lambda book: pages_house.check_chart(book, PROGRAM)))

    def test_golden_examples(self):
        self.change("Tests/Fixtures/golden.json", "58.50", "58.51")
        self.assertIn("not those of Tests/Fixtures/golden.json", self.found(pages_house.check_golden))

    def test_drawing(self):
        self.change("StateCharts/invoice.scxml", '<state id="clash"', '<state id="conflict"')
        found = self.found(pages_house.check_drawings)
        self.assertIn("systemd/doc/flow.svg is not what the charts give", found)
        self.assertIn("systemd/doc/flow.de.svg", found)


class Citations(Tree):
    def setUp(self):
        self.file = self.tree / "Sources/Bookkeeping/Money.swift"
        self.addCleanup(self.file.unlink)

    def of(self, comment, path="Sources/Bookkeeping/Money.swift"):
        """What is found where this comment stands."""
        self.file.write_text("", encoding="utf-8")
        file = self.tree / path
        file.write_text(f"/// {comment}\nlet x = 1\n", encoding="utf-8")
        if file != self.file:
            self.addCleanup(file.unlink)
        return self.citations()

    def test_what_is_there(self):
        said = "Rounded (C1, S39-S41, G14a); domain.md C8 and lexoffice-api.md §3.1, §3.7; design §1.4; RFC 9110 §12.5.1."
        self.assertEqual(self.of(said), "")

    def test_rule(self):
        self.assertIn("domain.md has no C77", self.of("As domain.md C77 says."))

    def test_rule_in_a_range(self):
        self.assertIn("domain.md has no S47", self.of("domain.md S45-S47"))

    def test_bare_rule(self):
        self.assertIn("domain.md have no S99", self.of("The date counts (S17, S99)."))

    def test_section(self):
        self.assertIn("lexoffice-api.md has no §3.99", self.of("See lexoffice-api.md §3.1, §3.99."))

    def test_section_without_its_page(self):
        self.assertIn("hero-api.md have no §9.9", self.of("As HERO does (§9.9).", "Sources/Sandbox/Hero/Money.swift"))

    def test_chart_checks_are_not_rules_of_the_domain(self):
        self.assertEqual(self.of("C16: the matrix.", "Sources/StateChartCompiler/Money.swift"), "")
        self.assertIn("have no C16", self.of("C16: the matrix."))

    def test_design(self):
        self.assertIn("architecture.md has no §1.9", self.of("One seam (design §1.9)."))

    def test_page(self):
        self.assertIn("there is no page dominion.md", self.of("As dominion.md says."))


if __name__ == "__main__":
    unittest.main()
