#!/usr/bin/env python3
"""Holds the PDFs of the sandbox's HERO against readers made by others: pypdf, factur-x with its schemas, drafthorse.

    SANDBOX_PDFS=FOLDER swift test --filter HeroEInvoiceTests
    python3 Tests/Oracles/sandbox_einvoice.py FOLDER

1. Every PDF is read strictly. One with an e-invoice names it in /Names and in /AF, one without has no attachment.
2. The XML factur-x takes out is the one pypdf sees and valid by the schema of its profile; drafthorse parses it and reads the same
   number, day and totals.
3. Its sums are right (BR-CO-10 to BR-CO-17), and what it asks for is HERO's value and vat, per rate where it tells.

Needs: pip install -r Tests/Oracles/requirements.txt
"""
import collections
import decimal
import json
import logging
import pathlib
import sys

import facturx
import pypdf
from drafthorse.models.document import Document
from lxml import etree

NAMES = {
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
}
SUMMATION = "//ram:SpecifiedTradeSettlementHeaderMonetarySummation"
# Amounts are positive and mean the opposite.
CREDIT_NOTE = "381"


class Wrong(Exception):
    pass


def expect(holds: bool, what: str) -> None:
    if not holds:
        raise Wrong(what)


def cents(text: str) -> int:
    value = decimal.Decimal(text) * 100
    expect(value == value.to_integral_value(), f"{text} is no amount of cents")
    return int(value)


def rate_of(node: etree._Element) -> decimal.Decimal:
    """What lies outside the scope of VAT states no rate."""
    return decimal.Decimal(node.findtext("ram:RateApplicablePercent", default="0", namespaces=NAMES))


class Invoice:
    def __init__(self, xml: bytes) -> None:
        self.root = etree.fromstring(xml)

    def nodes(self, path: str) -> list:
        return self.root.xpath(path, namespaces=NAMES)

    def text(self, path: str) -> str:
        return self.nodes(path)[0].text

    def amounts(self, path: str) -> list[int]:
        return [cents(node.text) for node in self.nodes(path)]

    def total(self, name: str) -> int:
        return self.amounts(f"{SUMMATION}/ram:{name}")[0]

    def groups(self, element: str, base: str | None) -> dict[int, list[int]]:
        """Net and tax by rate; the net of an advance is not stated."""
        sums: dict[int, list[int]] = collections.defaultdict(lambda: [0, 0])
        for node in self.nodes(element):
            rate = int(rate_of(node))
            sums[rate][0] += cents(node.findtext(f"ram:{base}", namespaces=NAMES)) if base else 0
            sums[rate][1] += cents(node.findtext("ram:CalculatedAmount", namespaces=NAMES))
        return sums


def check_pdf(reader: pypdf.PdfReader) -> None:
    catalog = reader.trailer["/Root"]
    listed = catalog["/Names"]["/EmbeddedFiles"]["/Names"]
    associated = catalog["/AF"]
    expect(len(listed) == 2 and listed[0] == "factur-x.xml" and len(associated) == 1, "one attachment, in /Names and /AF")
    expect(associated[0].get_object() == listed[1].get_object(), "/Names and /AF show the same file")
    specification = associated[0].get_object()
    expect(specification["/AFRelationship"] == "/Alternative", "AFRelationship")
    expect(specification["/EF"]["/F"].get_object()["/Subtype"] == "/text/xml", "Subtype")
    expect("/Metadata" in catalog, "Metadata")


def check_sums(invoice: Invoice) -> None:
    lines = invoice.amounts("//ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount")
    allowances = invoice.amounts("//ram:ApplicableHeaderTradeSettlement/ram:SpecifiedTradeAllowanceCharge/ram:ActualAmount")
    groups = invoice.nodes("//ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax")
    expect(sum(lines) == invoice.total("LineTotalAmount"), "BR-CO-10")
    expect(sum(allowances) == invoice.total("AllowanceTotalAmount"), "BR-CO-11")
    net, tax = invoice.total("TaxBasisTotalAmount"), invoice.total("TaxTotalAmount")
    expect(net == sum(lines) - sum(allowances), "BR-CO-13")
    expect(tax == sum(invoice.amounts("//ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax/ram:CalculatedAmount")), "BR-CO-14")
    expect(net == sum(invoice.amounts("//ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax/ram:BasisAmount")), "sum of BT-116")
    expect(invoice.total("GrandTotalAmount") == net + tax, "BR-CO-15")
    expect(invoice.total("DuePayableAmount") == net + tax - invoice.total("TotalPrepaidAmount"), "BR-CO-16")
    for group in groups:
        category = group.findtext("ram:CategoryCode", namespaces=NAMES)
        rate = rate_of(group)
        exact = decimal.Decimal(group.findtext("ram:BasisAmount", namespaces=NAMES)) * rate
        stated = cents(group.findtext("ram:CalculatedAmount", namespaces=NAMES))
        # The tax of a rest is a difference of rounded ones.
        expect(abs(exact - stated) <= 2, f"BR-CO-17 at {rate}")
        expect((category == "S") == (rate != 0), f"category {category} at {rate}")


def check_figures(invoice: Invoice, row: dict) -> None:
    hero = {group["rate"]: [0, 0] for group in row["groups"]}
    for group in row["groups"]:
        hero[group["rate"]][0] += group["net"]
        hero[group["rate"]][1] += group["tax"]
    sign = -1 if invoice.text("//rsm:ExchangedDocument/ram:TypeCode") == CREDIT_NOTE and row["value_cents"] < 0 else 1
    expect(sign * invoice.total("DuePayableAmount") == row["value_cents"] + row["vat_cents"], "BT-115 is value + vat")
    groups = invoice.groups("//ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax", "BasisAmount")
    if row["form"] == "rest" or row["deducted_cents"] == 0:
        stated = {rate: [sign * net, sign * tax] for rate, (net, tax) in groups.items()}
        expect(stated == hero, f"BG-23 is HERO's: {stated} {hero}")
    if row["form"] == "advances" and row["deducted_cents"] != 0:
        advances = invoice.groups("//ram:SpecifiedAdvancePayment/ram:IncludedTradeTax", None)
        rest = {rate: groups[rate][1] - advances[rate][1] for rate in groups}
        expect(rest == {rate: tax for rate, (_, tax) in hero.items()}, f"tax less that of the advances is HERO's: {rest}")
        paid = invoice.amounts("//ram:SpecifiedAdvancePayment/ram:PaidAmount")
        expect(sum(paid) == invoice.total("TotalPrepaidAmount") == row["deducted_cents"], "sum of the advances is BT-113")


def check_reading(invoice: Invoice, xml: bytes, row: dict) -> None:
    document = Document.parse(xml, strict=True)
    expect(str(document.header.id) == row["number"], "number")
    expect(document.header.issue_date_time._value.isoformat()[:10] == row["date"], "date")
    summation = document.trade.settlement.monetary_summation
    expect(cents(str(summation.due_amount._value)) == invoice.total("DuePayableAmount"), "BT-115 by drafthorse")
    expect(cents(str(summation.prepaid_total._value)) == invoice.total("TotalPrepaidAmount"), "BT-113 by drafthorse")


def check(folder: pathlib.Path, row: dict) -> str:
    path = folder / row["file"]
    reader = pypdf.PdfReader(path, strict=True)
    expect(len(reader.pages) == 1 and (row["number"] or "") in reader.pages[0].extract_text(), "the page")
    if not row["has_xml"]:
        expect(not reader.attachments, "an attachment nobody asked for")
        return "without XML"
    check_pdf(reader)
    name, xml = facturx.get_xml_from_pdf(path.read_bytes(), check_xsd=True)
    expect(name == "factur-x.xml" and reader.attachments[name] == [xml], "the same XML by factur-x and pypdf")
    invoice = Invoice(xml)
    check_reading(invoice, xml, row)
    check_sums(invoice)
    check_figures(invoice, row)
    return f"{facturx.get_level(invoice.root)} {invoice.text('//rsm:ExchangedDocument/ram:TypeCode')} {row['form']}"


def main(folder: pathlib.Path) -> int:
    logging.disable(logging.CRITICAL)
    counts: collections.Counter = collections.Counter()
    wrong = 0
    for row in json.loads((folder / "figures.json").read_text()):
        try:
            counts[check(folder, row)] += 1
        except Exception as error:  # Whatever a reader cannot do is a finding.
            wrong += 1
            print(f"{row['file']}: {type(error).__name__} {error}")
    for kind, count in sorted(counts.items()):
        print(f"{count:4} {kind}")
    kinds = " ".join(counts)
    wanted = ("without XML", "extended", "875", "386", "877", "384", "381", "exemptGroup", "prepaid")
    missing = [part for part in wanted if part not in kinds]
    if missing:
        print(f"never seen: {', '.join(missing)}")
    return 1 if wrong or missing else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
