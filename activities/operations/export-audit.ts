import {
  type AuditExportInput,
  auditExportInput,
  type ExportFormat,
} from '../../src/contracts/audit.js'
import { redactEntry } from '../../src/domain/audit/redact.js'
import { writeCsv } from '../../src/files/writers/csv.js'
import type { Cell, Table } from '../../src/files/writers/table.js'
import { writeXlsx } from '../../src/files/writers/xlsx.js'
import { type AuditStretch, walkAudit } from '../../src/read/audit/walk.js'
import { makeFile } from './make-file.js'
import type { DoWork } from './work.js'

type Entry = AuditStretch['entries'][number]

const CONTENT_TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** The audit log as a file, oldest first, as far as the chain goes when it begins. */
export const exportAudit: DoWork = async (deps, work) => {
  const input = auditExportInput.parse(work.operation.input)
  let entries = 0
  const batches = readBatches(
    deps.db,
    work.ref.organizationId,
    input,
    ({ entries: read, share }) => {
      entries += read.length
      work.note(share)
    },
  )
  const { format } = input
  const made = { name: `audit.${format}`, contentType: CONTENT_TYPES[format] }
  const file = await makeFile(deps, work, made, write(format, batches))
  return {
    status: 'completed',
    result: { entries },
    file,
    audited: { action: 'export.complete', after: { entries, format, size: file.size } },
  }
}

async function* readBatches(
  db: Parameters<typeof walkAudit>[0],
  organizationId: string,
  { filters, isRedacted }: AuditExportInput,
  onRead: (stretch: AuditStretch) => void,
): AsyncGenerator<Entry[]> {
  for await (const stretch of walkAudit(db, organizationId, filters)) {
    onRead(stretch)
    yield isRedacted ? stretch.entries.map(redactEntry) : stretch.entries
  }
}

function write(
  format: ExportFormat,
  batches: AsyncIterable<Entry[]>,
): AsyncIterable<Uint8Array | string> {
  if (format === 'ndjson') return writeLines(batches)
  const table: Table = { columns: COLUMNS.map(([name]) => name), rows: eachRow(batches) }
  return format === 'csv' ? writeCsv(table) : writeXlsx(table)
}

async function* writeLines(batches: AsyncIterable<Entry[]>): AsyncGenerator<string> {
  for await (const batch of batches) {
    yield batch.map((entry) => `${JSON.stringify(entry)}\n`).join('')
  }
}

async function* eachRow(batches: AsyncIterable<Entry[]>): AsyncGenerator<Cell[][]> {
  for await (const batch of batches) {
    yield batch.map((entry) => COLUMNS.map(([, read]) => read(entry)))
  }
}

const json = (value: unknown) =>
  value === null || value === undefined ? null : JSON.stringify(value)
const text = (value: unknown) => (typeof value === 'string' ? value : null)

const COLUMNS: readonly [string, (entry: Entry) => Cell][] = [
  ['seq', ({ seq }) => seq],
  ['at', ({ at }) => at],
  ['actor', ({ actor }) => text(actor.kind)],
  ['actorId', ({ actor }) => text(actor.id)],
  ['ip', ({ ip }) => ip],
  ['userAgent', ({ userAgent }) => userAgent],
  ['action', ({ action }) => action],
  ['outcome', ({ outcome }) => outcome],
  ['entity', ({ entity }) => entity],
  ['entityId', ({ entityId }) => entityId],
  ['ticketId', ({ ticketId = null }) => ticketId],
  ['before', ({ before }) => json(before)],
  ['after', ({ after }) => json(after)],
  ['id', ({ id }) => id],
  ['hash', ({ hash }) => hash],
]
