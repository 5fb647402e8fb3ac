#!/usr/bin/env python3
"""Holds the GraphQL documents of Sources/Hero against HERO's schema with graphql-core, a validator written by others.

1. Every document of HeroDocuments is valid against Tests/Fixtures/hero-schema.graphql.
2. SchemaExpectation lists exactly the fields these documents select or write, so that the check at start sees them all.
3. The query of the schema check asks for exactly the types SchemaExpectation lists.
4. The queries of `reconcile pilot` are valid too, with the rights of a key that newer schemas have, and none is a mutation.
5. No document can cost more than 50,000 points at the page size it starts with (first x selected fields).

Needs: pip install graphql-core
"""
import pathlib
import re
import sys

from graphql import GraphQLInputObjectType, TypeInfo, TypeInfoVisitor, Visitor, build_schema, get_named_type, parse, validate, visit
from graphql.language import FieldNode

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Written by the program, but through a variable: the fields of the inputs that HeroWriter fills, and those of contacts
# created on import.
INPUT_FIELDS = {
    "PaymentInput": {"paid_date", "value", "invoice_discount_value"},
    "LogbookEntryInput": {"target", "target_id", "custom_text"},
    "CustomerInput": {
        "type", "title", "first_name", "last_name", "company_name", "email", "phone_home", "phone_mobile", "category", "address",
    },
    "AddressInput": {"street", "line_1", "zipcode", "city", "country_id"},
}
PAGE_SIZES = {"DocumentPage": 200, "DocumentsByID": 200, "ContactPage": 500, "Setup": 200, "DocumentTypes": 200, "Document": 1}
ASSUMED_LIST_LENGTH = 5
# hero-2026.md §B: not every schema of HERO's has it, and a pilot does without.
RIGHTS = " type Acl { key: String name: String group: String value: String level: String } extend type User { acl: [Acl] }"


def swift_string(literal: str) -> str:
    """A Swift literal's text: continuation lines joined, indentation kept (GraphQL does not mind)."""
    if literal.startswith('"""'):
        return re.sub(r"\\\n\s*", "", literal[3:-3])
    return literal[1:-1]


def read_documents() -> dict[str, str]:
    source = "\n".join((ROOT / "Sources/Hero/GraphQL" / name).read_text() for name in ("HeroDocuments.swift", "SchemaExpectation.swift"))
    string = r'("""(?:.|\n)*?"""|"[^"\n]*")'
    parts = {m[1]: swift_string(m[2]) for m in re.finditer(r"private static let (\w+) =\s*" + string, source)}
    documents = {}
    for m in re.finditer(r'HeroOperation\(\s*call: \.(\w+),\s*text: ' + string, source):
        text = swift_string(m[2])
        while re.search(r"\\\(\w+\)", text):
            text = re.sub(r"\\\((\w+)\)", lambda part: parts[part[1]], text)
        # The case of the call is the operation's name with a small letter.
        documents[m[1][0].upper() + m[1][1:]] = text
    listed = re.search(r"static let all: \[HeroOperation\] = \[(.*?)\]", source, re.S)[1]
    if len([name for name in listed.split(",") if name.strip()]) != len(documents):
        sys.exit("HeroDocuments.all and the documents differ in number")
    return documents


def read_expectation() -> dict[str, set[str]]:
    source = (ROOT / "Sources/Hero/GraphQL/SchemaExpectation.swift").read_text()
    entry = r'SchemaExpectation\(\s*"(\w+)",(?: isInput: true,)?\s*("""(?:.|\n)*?"""|"[^"\n]*")\)'
    return {m[1]: set(swift_string(m[2]).split()) for m in re.finditer(entry, source)}


def pilot_failures(schema_text: str) -> list[str]:
    source = (ROOT / "Sources/Hero/Pilot/PilotDocuments.swift").read_text()
    texts = [swift_string(m[1]) for m in re.finditer(r'text: ("""(?:.|\n)*?""")', source)]
    listed = re.search(r"static let all: \[HeroOperation\] = \[(.*?)\]", source, re.S)[1]
    failures = [] if len(listed.split(",")) == len(texts) else ["PilotDocuments.all and the documents differ in number"]
    schema = build_schema(schema_text + RIGHTS)
    for text in texts:
        tree = parse(text)
        failures += [f"pilot: {error.message}" for error in validate(schema, tree)]
        failures += [f"pilot: {node.operation.value}" for node in tree.definitions if node.operation.value != "query"]
    return failures


class FieldCollector(Visitor):
    def __init__(self, info: TypeInfo):
        super().__init__()
        self.info, self.fields = info, {}

    def enter_field(self, node, *_):
        parent = self.info.get_parent_type().name
        if not node.name.value.startswith("__") and not parent.startswith("__"):
            self.fields.setdefault(parent, set()).add(node.name.value)


def cost(node, schema_type, page_size: int) -> int:
    """Fields below one selection set; a list counts as often as rows are asked for, an inner one five times."""
    total = 0
    for field in node.selection_set.selections:
        if not isinstance(field, FieldNode) or field.name.value.startswith("__"):
            continue
        definition = schema_type.fields[field.name.value]
        inner = cost(field, get_named_type(definition.type), ASSUMED_LIST_LENGTH) if field.selection_set else 0
        repeated = page_size if "[" in str(definition.type) else 1
        total += 1 + inner * repeated
    return total


def main() -> None:
    schema_text = (ROOT / "Tests/Fixtures/hero-schema.graphql").read_text()
    schema = build_schema(schema_text)
    documents, failures, used = read_documents(), pilot_failures(schema_text), {name: set(fields) for name, fields in INPUT_FIELDS.items()}
    checked_types = set()
    for name, text in documents.items():
        tree = parse(text)
        errors = validate(schema, tree)
        failures += [f"{name}: {error.message}" for error in errors]
        if tree.definitions[0].name.value != name:
            failures.append(f"{name}: the operation is called {tree.definitions[0].name.value}")
        info = TypeInfo(schema)
        collector = FieldCollector(info)
        visit(tree, TypeInfoVisitor(info, collector))
        for type_name, fields in collector.fields.items():
            used.setdefault(type_name, set()).update(fields)
        if name == "SchemaCheck":
            checked_types = set(re.findall(r'__type\(name: "(\w+)"\)', text))
        root = schema.mutation_type if tree.definitions[0].operation.value == "mutation" else schema.query_type
        if name in PAGE_SIZES and not errors:
            points = cost(tree.definitions[0], root, PAGE_SIZES[name])
            print(f"{name}: {points} points at {PAGE_SIZES[name]} rows")
            if points > 50_000:
                failures.append(f"{name}: {points} points")
    expected = read_expectation()
    for type_name in sorted(used.keys() | expected.keys()):
        difference = used.get(type_name, set()) ^ expected.get(type_name, set())
        if difference:
            failures.append(f"SchemaExpectation of {type_name} differs by {sorted(difference)}")
    if checked_types != expected.keys():
        failures.append(f"the schema check differs by {sorted(checked_types ^ expected.keys())}")
    for type_name, fields in INPUT_FIELDS.items():
        definition = schema.get_type(type_name)
        if not isinstance(definition, GraphQLInputObjectType) or not fields <= definition.fields.keys():
            failures.append(f"{type_name}: {sorted(fields - definition.fields.keys())} not in the schema")
    print("\n".join(failures) if failures else f"{len(documents)} documents valid")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
