#!/usr/bin/env python3
"""Lets drafthorse, factur-x and lxml, written by others, judge what the program reads in e-invoices.

    einvoice_judge.py PROGRAM [FOLDER ...]

PROGRAM is called as `PROGRAM einvoice FILE --format json`. FOLDERs hold PDFs and XML; by default those of Tests/Fixtures/einvoice.

factur-x takes the XML out of a PDF, lxml reads any of it by XPath, drafthorse parses every CII it can. Each of them must agree with the
program in number, type, dates, currency, totals and tax groups, to the cent; what a judge cannot read it does not judge, and that is
counted. An XML that lxml refuses the program must refuse, too.

Needs: pip install drafthorse factur-x lxml
"""
import decimal
import json
import logging
import pathlib
import subprocess
import sys

import facturx
from drafthorse.models.document import Document
from lxml import etree

ROOT = pathlib.Path(__file__).resolve().parents[2]
CII = {
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
}
UBL = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
}
TOTALS = ("line_total", "allowance_total", "charge_total", "tax_basis", "tax_total", "grand_total", "prepaid", "rounding", "payable")
SETTLEMENT = "/rsm:CrossIndustryInvoice/rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement"
SUMMATION = f"{SETTLEMENT}/ram:SpecifiedTradeSettlementHeaderMonetarySummation"
CII_TOTALS = ("LineTotalAmount", "AllowanceTotalAmount", "ChargeTotalAmount", "TaxBasisTotalAmount", "TaxTotalAmount", "GrandTotalAmount",
              "TotalPrepaidAmount", "RoundingAmount", "DuePayableAmount")
UBL_TOTALS = ("LineExtensionAmount", "AllowanceTotalAmount", "ChargeTotalAmount", "TaxExclusiveAmount", None, "TaxInclusiveAmount",
              "PrepaidAmount", "PayableRoundingAmount", "PayableAmount")


def cents(text):
    """Whole cents, half away from zero; None stays None."""
    if text is None:
        return None
    return int((decimal.Decimal(str(text)) * 100).quantize(decimal.Decimal(1), decimal.ROUND_HALF_UP))


def rate(text):
    """A percentage without zeros behind it, as the program prints it."""
    value = decimal.Decimal(str(text or 0)).normalize()
    return format(value, "f")


def day(text):
    """`yyyy-MM-dd` of either form."""
    return f"{text[:4]}-{text[4:6]}-{text[6:8]}" if text and len(text) == 8 else text and text[:10]


class Read:
    """What one reader says of one invoice: the keys that are compared."""

    def __init__(self, number, type_code, date, currency, totals, groups):
        self.said = {"number": number, "type_code": type_code, "issue_date": date, "currency": currency}
        self.said.update(zip(TOTALS, totals))
        self.said["groups"] = sorted(groups)

    def differences(self, other):
        """Names with both values; an amount one of them leaves out is zero."""
        for name, value in self.said.items():
            theirs = other.said[name]
            if name in TOTALS:
                value, theirs = value or 0, theirs or 0
            if value != theirs:
                yield f"{name}: {theirs!r}, judge {value!r}"


def from_program(answer):
    """Figures per rate carry the sign of the document; the judges' do not."""
    groups = [(each["category"], each["rate"], each["net"] * answer["sign"], each["tax"] * answer["sign"])
              for each in answer["figures_per_rate"]]
    return Read(answer.get("number"), answer.get("type_code"), answer.get("issue_date"), answer.get("currency"),
                [answer.get(name) for name in TOTALS], groups)


def first(node, path, spaces):
    """The text of the first that matches."""
    found = node.xpath(path, namespaces=spaces)
    return found[0].text.strip() if found and found[0].text else None


def cii_by_lxml(root):
    """None of its own for what is not there."""
    currency = first(root, f"{SETTLEMENT}/ram:InvoiceCurrencyCode", CII)
    header = "/rsm:CrossIndustryInvoice/rsm:ExchangedDocument"
    own = f"[not(@currencyID) or @currencyID='{currency}']"
    groups = [(first(tax, "ram:CategoryCode", CII), rate(first(tax, "ram:RateApplicablePercent", CII)),
               cents(first(tax, "ram:BasisAmount", CII)), cents(first(tax, "ram:CalculatedAmount", CII)))
              for tax in root.xpath(f"{SETTLEMENT}/ram:ApplicableTradeTax", namespaces=CII)]
    return Read(first(root, f"{header}/ram:ID", CII), first(root, f"{header}/ram:TypeCode", CII),
                day(first(root, f"{header}/ram:IssueDateTime/udt:DateTimeString", CII)), currency,
                [cents(first(root, f"{SUMMATION}/ram:{name}{own}", CII)) for name in CII_TOTALS], groups)


def ubl_by_lxml(root):
    """Invoice and credit note differ in the name of the type."""
    currency = first(root, "cbc:DocumentCurrencyCode", UBL)
    total = f"cac:TaxTotal[cbc:TaxAmount/@currencyID='{currency}']"
    groups = [(first(tax, "cac:TaxCategory/cbc:ID", UBL), rate(first(tax, "cac:TaxCategory/cbc:Percent", UBL)),
               cents(first(tax, "cbc:TaxableAmount", UBL)), cents(first(tax, "cbc:TaxAmount", UBL)))
              for tax in root.xpath(f"{total}/cac:TaxSubtotal", namespaces=UBL)]
    paths = [f"cac:LegalMonetaryTotal/cbc:{name}" if name else f"{total}/cbc:TaxAmount" for name in UBL_TOTALS]
    return Read(first(root, "cbc:ID", UBL), first(root, "cbc:InvoiceTypeCode|cbc:CreditNoteTypeCode", UBL),
                day(first(root, "cbc:IssueDate", UBL)), currency, [cents(first(root, path, UBL)) for path in paths], groups)


def by_lxml(xml):
    """None for a format this judge has no paths for."""
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    name = etree.QName(root)
    if name.namespace == CII["rsm"]:
        return cii_by_lxml(root)
    return ubl_by_lxml(root) if name.namespace.startswith("urn:oasis:names:specification:ubl:") else None


def by_drafthorse(xml):
    """It takes what is absent for nothing."""
    document = Document.parse(xml, strict=False)
    settlement = document.trade.settlement
    sums = settlement.monetary_summation
    currency = settlement.currency_code._text
    taxes = [amount for amount, unit in sums.tax_total_other_currency.children if unit in (currency, None, "")]
    totals = [sums.line_total._value, sums.allowance_total._value, sums.charge_total._value, sums.tax_basis_total._amount,
              taxes[0] if taxes else None, sums.grand_total._amount, sums.prepaid_total._value, sums.rounding_amount._value,
              sums.due_amount._value]
    groups = [(tax.category_code._text, rate(tax.rate_applicable_percent._value), cents(tax.basis_amount._value),
               cents(tax.calculated_amount._value)) for tax in settlement.trade_tax.children]
    return Read(document.header.id._text.strip(), document.header.type_code._text, str(document.header.issue_date_time._value), currency,
                [cents(total) if total not in (None, "") else None for total in totals], groups)


def xml_of(path):
    """What factur-x takes for the invoice, or None."""
    if path.suffix == ".xml":
        return path.read_bytes()
    try:
        name, xml = facturx.get_xml_from_pdf(path.read_bytes(), check_xsd=False)
    except Exception:
        return None
    return xml if name else None


def asked(program, path):
    """The record of one file."""
    output = subprocess.run([program, "einvoice", str(path), "--format", "json"], capture_output=True, text=True, check=False).stdout
    records = [json.loads(line) for line in output.splitlines()]
    return next(record for record in records if record["type"] == "einvoice")


class Court:
    """Counts what was judged, and keeps what differs."""

    def __init__(self, program):
        self.program = program
        self.judged = {"factur-x": 0, "lxml": 0, "drafthorse": 0}
        self.faults = []

    def judge(self, path):
        """One file by every judge that reads it."""
        answer = asked(self.program, path)
        xml = xml_of(path)
        if xml is None:
            return
        self.judged["factur-x"] += path.suffix == ".pdf"
        try:
            etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
        except etree.XMLSyntaxError:
            if answer["result"] != "UNREADABLE":
                self.faults.append(f"{path.name}: lxml refuses it, the program says {answer['result']}")
            return
        if answer["result"] == "UNREADABLE" and (b"<!DOCTYPE" in xml or "encrypted" in answer["error"]):
            return
        if answer["result"] != "READ":
            self.faults.append(f"{path.name}: the program says {answer['result']}")
            return
        for name, reader in (("lxml", by_lxml), ("drafthorse", by_drafthorse)):
            self.hear(path, name, reader, xml, from_program(answer))

    def hear(self, path, name, reader, xml, ours):
        """A judge that fails on a file has no say in it."""
        if name == "drafthorse" and CII["rsm"].encode() not in xml:
            return
        try:
            theirs = reader(xml)
        except Exception as error:
            print(f"{path.name}: {name} cannot read it: {type(error).__name__}")
            return
        if theirs is None:
            return
        self.judged[name] += 1
        self.faults += [f"{path.name}: {name}: {difference}" for difference in theirs.differences(ours)]


def main():
    """1 when a judge disagrees, or when there was nothing to judge."""
    logging.disable(logging.CRITICAL)
    program = sys.argv[1]
    folders = [pathlib.Path(name) for name in sys.argv[2:]] or [ROOT / "Tests/Fixtures/einvoice"]
    court = Court(program)
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in (".pdf", ".xml")):
        court.judge(path)
    print(", ".join(f"{name} judged {count}" for name, count in court.judged.items()), f"; {len(court.faults)} differences")
    for fault in court.faults:
        print(fault)
    return 1 if court.faults or not all(court.judged.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
