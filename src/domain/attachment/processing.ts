import type { FileKind } from './file-types.js'
import type { ContentProblem, Unconverted } from './problems.js'

/** All that a run and its activities tell each other: ids, unions, numbers. */
export interface AttachmentRef {
  organizationId: string
  attachmentId: string
}

/** Nothing is to be done with it any more: it was deleted, or settled by an earlier run. */
export interface Over {
  kind: 'over'
}

export interface Refused {
  kind: 'refused'
  problem: ContentProblem
}

export type Checked = { kind: 'passed'; fileKind: FileKind } | Refused | Over
export type Scanned = { kind: 'passed' } | { kind: 'infected'; signature: string } | Refused | Over
export type Stored = { kind: 'passed' } | Refused | Over

/** What a browser shows of it. */
export interface WebVariant {
  contentType: string
  size: number
  durationMs: number | null
}
export type Converted =
  | { kind: 'converted'; web: WebVariant }
  | { kind: 'kept'; because: Unconverted }
  | Refused
  | Over

export const STEPS = ['check', 'scan', 'convert', 'store'] as const
export type StepName = (typeof STEPS)[number]

/** For the audit: when a step ended, and how. */
export interface Step {
  step: StepName
  at: string
  result: string
}

export type Verdict =
  | { status: 'ok'; web: WebVariant | null; unconverted: Unconverted | null }
  | { status: 'failed'; problem: ContentProblem }
  | { status: 'infected'; signature: string }

export interface Settlement extends AttachmentRef {
  /** The workflow's clock. */
  at: string
  steps: Step[]
  /** Null where there was nothing left to judge. */
  verdict: Verdict | null
}
