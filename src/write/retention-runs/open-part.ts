import { addCounts, type RetentionState } from '../../domain/retention/run.js'
import type { ChosenPart } from './kind.js'
import type { RetentionRun, RetentionStep } from './run.js'

/** All of it is in the store. */
export interface WrittenArchive {
  records: number
  size: number
  sha256: string
}

const WRITTEN = `UPDATE retention_archive SET records = $4, size = $5, sha256 = $6
  WHERE organization_id = $1 AND operation_id = $2 AND part = $3`

/** From here on the part is done piece by piece: it is in the archive, where there is one. A dry run is done with it. */
export async function openPart(
  { query }: RetentionStep,
  { operationId, rule }: RetentionRun,
  before: RetentionState,
  chosen: ChosenPart,
  archive: WrittenArchive | undefined,
): Promise<RetentionState> {
  if (archive !== undefined) {
    const { records, size, sha256 } = archive
    await query(WRITTEN, [operationId, before.parts, records, size, sha256])
  }
  return {
    parts: before.parts + 1,
    archives: before.archives + (archive === undefined ? 0 : 1),
    pending: rule.isDryRun ? [] : chosen.pieces,
    after: chosen.after,
    isChosen: chosen.after === null,
    seen: before.seen + chosen.seen,
    total: before.total,
    counts: rule.isDryRun ? addCounts(before.counts, chosen.counts) : before.counts,
    held: before.held + chosen.held,
    underWay: before.underWay + chosen.underWay,
  }
}
