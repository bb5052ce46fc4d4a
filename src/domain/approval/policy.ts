/** One step of an organization's approval policy; durations are ISO 8601. */
export interface PolicyStep {
  name: string
  /** Left empty: everyone with the role `approver`. */
  approvers: string[]
  delegates: Delegate[]
  mode: 'any' | 'all'
  /** Below it, in minor units of the currency, the step is skipped. */
  minAmount: number | null
  /** That of `minAmount`: an amount in another currency, or in none, skips nothing. */
  currency: string | null
  remindEvery: string | null
  escalateAfter: string | null
  escalateTo: string[]
}

/** Whom a step names. */
export type StepPeople = Pick<PolicyStep, 'approvers' | 'delegates' | 'escalateTo'>

/** Stands in for an approver; a date left out is no bound. */
export interface Delegate {
  userId: string
  /** The approver for whom they sit; null: any one of them. */
  for: string | null
  from: string | null
  to: string | null
}

export interface ApprovalPolicy {
  steps: PolicyStep[]
}

export const DEFAULT_POLICY: ApprovalPolicy = {
  steps: [
    {
      name: 'CEO',
      approvers: [],
      delegates: [],
      mode: 'any',
      minAmount: null,
      currency: null,
      remindEvery: 'P1D',
      escalateAfter: null,
      escalateTo: [],
    },
  ],
}
