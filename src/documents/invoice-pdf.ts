import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import PDFDocument from 'pdfkit'
import type { Bill, InvoiceStatus } from '../domain/billing/invoice.js'
import { sum, WHOLE_RATE } from '../domain/billing/money.js'
import { chooseLanguage, chooseLocale } from '../domain/language.js'
import { createSay } from '../domain/ticket/outcome/say.js'
import { INVOICE_WORDS } from './invoice-words.js'

/** All that the document shows. */
export interface InvoiceDocument {
  /** Whose invoice it is. */
  organization: string
  kind: 'invoice' | 'credit_note'
  number: string
  status: InvoiceStatus
  recipient: {
    company: string
    name?: string | null
    email?: string | null
    phone?: string | null
  }
  bill: Bill
  issuedAt: string
  dueAt: string
  paidAt: string | null
  /** A tag such as `de-AT`: of whoever reads it. */
  language: string
}

const FONT = new URL('./fonts/DejaVuSans.ttf', import.meta.url)
const [INK, GREY, RULE] = ['#1f2933', '#52606d', '#cbd2d9']
const [LEFT, RIGHT] = [56, 539]
const [QUANTITY_AT, AMOUNT_AT] = [350, 410]
/** A4 ends here: what comes after stands on another page. */
const LAST_LINE = 740

let font: Promise<Buffer> | undefined

/** An invoice or a credit note as a PDF of A4 pages. Its font is in it, with Latin, Greek, Cyrillic, Arabic and Hebrew letters. */
export async function writeInvoicePdf(invoice: InvoiceDocument): Promise<Buffer> {
  font ??= readFile(FONT)
  const words = INVOICE_WORDS[chooseLanguage(invoice.language)]
  const title = `${words.titles[invoice.kind]} ${invoice.number}`
  const pdf = new PDFDocument({
    ...{ size: 'A4', margins: { top: 56, left: LEFT, right: 56, bottom: 40 } },
    info: { Title: title, Author: invoice.organization, CreationDate: new Date(invoice.issuedAt) },
  })
  const written = buffer(pdf)
  pdf.registerFont('text', await font)
  pdf.font('text')
  writeHead(pdf, title, invoice)
  const end = writeLines(pdf, invoice)
  writeTotals(pdf, invoice, end)
  pdf.end()
  return written
}

type Pdf = InstanceType<typeof PDFDocument>

function writeHead(pdf: Pdf, title: string, invoice: InvoiceDocument): void {
  const { organization, recipient, issuedAt, dueAt, kind, language } = invoice
  const { date, due } = INVOICE_WORDS[chooseLanguage(language)]
  pdf
    .fontSize(11)
    .fillColor(GREY)
    .text(organization, LEFT, 56, { width: RIGHT - LEFT })
  pdf
    .fontSize(22)
    .fillColor(INK)
    .text(title, LEFT, pdf.y + 10)
  const dates = [
    `${date}: ${day(issuedAt)}`,
    ...(kind === 'invoice' ? [`${due}: ${day(dueAt)}`] : []),
  ]
  pdf
    .fontSize(10)
    .fillColor(GREY)
    .text(dates.join('    '), LEFT, pdf.y + 6)
  const { company, name, email, phone } = recipient
  pdf
    .fontSize(11)
    .fillColor(INK)
    .text(company, LEFT, pdf.y + 24)
  const more = [name, email, phone].filter((line) => line != null && line !== company)
  pdf.fontSize(10).fillColor(GREY)
  for (const line of more) pdf.text(String(line), LEFT, pdf.y + 2)
}

/** Answers where the next line begins. */
function writeLines(pdf: Pdf, { bill, language }: InvoiceDocument): number {
  const { lines, currency } = bill
  const { amount: say } = createSay('UTC', language)
  const words = INVOICE_WORDS[chooseLanguage(language)]
  let y = pdf.y + 30
  const row = (text: string, quantity: string, amount: string, color = INK) => {
    const height = pdf.fontSize(10).heightOfString(text, { width: QUANTITY_AT - LEFT - 16 })
    if (y + height > LAST_LINE) {
      pdf.addPage()
      y = 56
    }
    pdf.fillColor(color).text(text, LEFT, y, { width: QUANTITY_AT - LEFT - 16 })
    pdf.text(quantity, QUANTITY_AT - 30, y, { width: 60, align: 'right' })
    pdf.text(amount, AMOUNT_AT, y, { width: RIGHT - AMOUNT_AT, align: 'right' })
    y += height + 8
  }
  row(words.description, words.quantity, words.amount, GREY)
  drawRule(pdf, y - 3)
  y += 4
  for (const { text, quantity, amount } of lines) {
    row(text, String(quantity), say(amount, currency))
  }
  drawRule(pdf, y - 2)
  return y + 6
}

function writeTotals(pdf: Pdf, invoice: InvoiceDocument, from: number): void {
  const { bill, language } = invoice
  const say = createSay('UTC', language)
  const words = INVOICE_WORDS[chooseLanguage(language)]
  if (from > LAST_LINE - 80) pdf.addPage()
  let y = from > LAST_LINE - 80 ? 56 : from
  const { currency, tax, total, taxRate, lines } = bill
  const row = (label: string, amount: number, size: number) => {
    pdf.fontSize(size).fillColor(INK).text(label, LEFT, y, { width: 300 })
    const money = say.amount(amount, currency)
    pdf.text(money, AMOUNT_AT - 60, y, { width: RIGHT - AMOUNT_AT + 60, align: 'right' })
    y += size + 8
  }
  row(words.net, sum(lines.map(({ amount }) => amount)), 10)
  row(words.tax(writeShare(taxRate, language)), tax, 10)
  row(words.total, total, 13)
  pdf
    .fontSize(10)
    .fillColor(GREY)
    .text(describeStatus(invoice), LEFT, y + 14)
}

function describeStatus({ status, paidAt, language }: InvoiceDocument): string {
  const { statuses, on } = INVOICE_WORDS[chooseLanguage(language)]
  const isDated = paidAt !== null && (status === 'paid' || status === 'credited')
  return statuses[status] + (isDated ? on(day(paidAt)) : '')
}

function writeShare(rate: number, language: string): string {
  const style = { style: 'percent', maximumFractionDigits: 2 } as const
  return new Intl.NumberFormat(chooseLocale(language), style).format(rate / WHOLE_RATE)
}

function drawRule(pdf: Pdf, y: number): void {
  pdf.moveTo(LEFT, y).lineTo(RIGHT, y).lineWidth(0.7).strokeColor(RULE).stroke()
}

function day(instant: string): string {
  return instant.slice(0, 10)
}
