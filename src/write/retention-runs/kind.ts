import type { OrganizationDb } from '../../database/pool.js'
import type { RetentionCounts, RetentionPiece } from '../../domain/retention/run.js'
import type { RetentionRun, RetentionStep } from './run.js'

/** A part of what a run looks through. */
export interface ChosenPart {
  /** What of it is due. */
  pieces: RetentionPiece[]
  counts: RetentionCounts
  held: number
  underWay: number
  /** How much was looked through. */
  seen: number
  /** Where the next part begins; null where there is none. */
  after: string | null
}

/** How one kind of things is retained. */
export interface Retained {
  /** How much there is to look through, about: no more than is worth counting. */
  measure(db: OrganizationDb, run: RetentionRun): Promise<number>
  /** The part after a place; it changes nothing, and one statement of it looks through so much at most. */
  choose(db: OrganizationDb, run: RetentionRun, after: string | null): Promise<ChosenPart>
  /** What the archive has of these, a row at a time. */
  list(
    db: OrganizationDb,
    run: RetentionRun,
    pieces: readonly RetentionPiece[],
  ): AsyncIterable<object>
  /** So many pieces are taken by one transaction. */
  batch: number
  /** Before anything is changed; again is harmless. */
  prepare(db: OrganizationDb, run: RetentionRun): Promise<void>
  /** Deletes or anonymizes what of these is still due, judged under its locks. */
  apply(
    step: RetentionStep,
    run: RetentionRun,
    pieces: readonly RetentionPiece[],
  ): Promise<RetentionCounts>
}
