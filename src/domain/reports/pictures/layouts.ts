/** What a figure is. */
export type Unit =
  | 'tickets'
  | 'times'
  | 'surveys'
  | 'ratings'
  | 'approvals'
  | 'filings'
  | 'seconds'
  | 'businessSeconds'
  | 'share'
  | 'score'
  | 'points'

/** `ranking` compares whose figures they are, one below the other; all others go along the periods. */
export type Shape = 'bars' | 'lines' | 'areas' | 'ranking'

/** What a series says, so that it looks alike on all charts. */
export type Tone = 'main' | 'second' | 'third' | 'good' | 'bad' | 'paleGood' | 'paleBad'

interface Series<M extends string> {
  member: M
  tone: Tone
  /** Those of the same stack stand on each other. */
  stack?: string
}

/** How a kind of report is shown as a table and as a chart: its members by their paths, in their order. */
export interface ReportLayout<M extends string = string> {
  columns: { readonly [member in M]: Unit }
  /** How much there is at the end of each period, which is nothing to be added up. */
  isStock?: true
  shape: Shape
  series: readonly [Series<NoInfer<M>>, ...Series<NoInfer<M>>[]]
  /** The one figure that is drawn for each where the report is divided; those that have the most of `rank`. */
  divided: { member: NoInfer<M>; rank: NoInfer<M>; shape: Shape }
}

function defineLayout<M extends string>(layout: ReportLayout<M>): ReportLayout<M> {
  return layout
}

export const LAYOUTS = {
  sla: defineLayout({
    columns: {
      tickets: 'tickets',
      'firstResponse.met': 'tickets',
      'firstResponse.breached': 'tickets',
      'resolution.met': 'tickets',
      'resolution.breached': 'tickets',
      meanFirstResponseSeconds: 'businessSeconds',
      meanResolutionSeconds: 'businessSeconds',
    },
    shape: 'bars',
    series: [
      { member: 'firstResponse.met', tone: 'paleGood', stack: 'firstResponse' },
      { member: 'firstResponse.breached', tone: 'paleBad', stack: 'firstResponse' },
      { member: 'resolution.met', tone: 'good', stack: 'resolution' },
      { member: 'resolution.breached', tone: 'bad', stack: 'resolution' },
    ],
    divided: { member: 'resolution.breached', rank: 'tickets', shape: 'bars' },
  }),
  volume: defineLayout({
    columns: { created: 'tickets', closed: 'tickets', reopened: 'tickets' },
    shape: 'bars',
    series: [
      { member: 'created', tone: 'main' },
      { member: 'closed', tone: 'good' },
      { member: 'reopened', tone: 'bad' },
    ],
    divided: { member: 'created', rank: 'created', shape: 'bars' },
  }),
  reopens: defineLayout({
    columns: {
      closed: 'tickets',
      reopened: 'tickets',
      reopenRate: 'share',
      completed: 'times',
      reworked: 'times',
      reworkRate: 'share',
    },
    shape: 'lines',
    series: [
      { member: 'reopenRate', tone: 'bad' },
      { member: 'reworkRate', tone: 'main' },
    ],
    divided: { member: 'reopened', rank: 'reopened', shape: 'bars' },
  }),
  times: defineLayout({
    columns: {
      'firstResponse.count': 'tickets',
      'firstResponse.meanSeconds': 'businessSeconds',
      'firstResponse.p50Seconds': 'businessSeconds',
      'firstResponse.p90Seconds': 'businessSeconds',
      'resolution.count': 'tickets',
      'resolution.meanSeconds': 'businessSeconds',
      'resolution.p50Seconds': 'businessSeconds',
      'resolution.p90Seconds': 'businessSeconds',
    },
    shape: 'lines',
    series: [
      { member: 'firstResponse.p50Seconds', tone: 'paleGood' },
      { member: 'firstResponse.p90Seconds', tone: 'good' },
      { member: 'resolution.p50Seconds', tone: 'third' },
      { member: 'resolution.p90Seconds', tone: 'main' },
    ],
    divided: { member: 'resolution.p50Seconds', rank: 'resolution.count', shape: 'lines' },
  }),
  backlog: defineLayout({
    columns: { came: 'tickets', left: 'tickets', open: 'tickets' },
    isStock: true,
    shape: 'areas',
    series: [{ member: 'open', tone: 'main' }],
    divided: { member: 'open', rank: 'open', shape: 'areas' },
  }),
  workload: defineLayout({
    columns: { open: 'tickets', closed: 'tickets' },
    isStock: true,
    shape: 'ranking',
    series: [
      { member: 'open', tone: 'main' },
      { member: 'closed', tone: 'good' },
    ],
    divided: { member: 'open', rank: 'open', shape: 'ranking' },
  }),
  csat: defineLayout({
    columns: {
      sent: 'surveys',
      answered: 'surveys',
      responseRate: 'share',
      ratings: 'ratings',
      csat: 'share',
      meanScore: 'score',
      npsAnswers: 'ratings',
      nps: 'points',
    },
    shape: 'lines',
    series: [
      { member: 'csat', tone: 'good' },
      { member: 'responseRate', tone: 'second' },
    ],
    divided: { member: 'csat', rank: 'ratings', shape: 'lines' },
  }),
  approvals: defineLayout({
    columns: {
      requested: 'approvals',
      approved: 'approvals',
      rejected: 'approvals',
      cancelled: 'approvals',
      approvalRate: 'share',
      meanDecisionSeconds: 'seconds',
    },
    shape: 'bars',
    series: [
      { member: 'requested', tone: 'second' },
      { member: 'approved', tone: 'good', stack: 'decided' },
      { member: 'rejected', tone: 'bad', stack: 'decided' },
    ],
    divided: { member: 'requested', rank: 'requested', shape: 'bars' },
  }),
  deflection: defineLayout({
    columns: { suggested: 'filings', deflected: 'filings', deflectionRate: 'share' },
    shape: 'bars',
    series: [
      { member: 'suggested', tone: 'second' },
      { member: 'deflected', tone: 'good' },
    ],
    divided: { member: 'deflected', rank: 'suggested', shape: 'bars' },
  }),
}

export type ReportKind = keyof typeof LAYOUTS
export const REPORT_KINDS = Object.keys(LAYOUTS) as ReportKind[] // the keys of that very object
type MembersIn<L> = L extends ReportLayout<infer M> ? M : never
export type ReportMember = MembersIn<(typeof LAYOUTS)[ReportKind]>

/** The layout of a kind, whichever it is. */
export function findLayout(kind: ReportKind): ReportLayout<ReportMember> {
  return LAYOUTS[kind] as ReportLayout<ReportMember> // its members are some of all
}

/** The members of a kind in their order, with what each is counted in. */
export function listColumns(kind: ReportKind): [ReportMember, Unit][] {
  return Object.entries(LAYOUTS[kind].columns) as [ReportMember, Unit][] // the keys are its members
}

export interface ReportItem {
  from: string
  key?: string | null
  name?: string | null
}

/** The figure at a path such as `firstResponse.met`; null where there is none. */
export function readFigure(item: ReportItem, member: string): number | null {
  let value: unknown = item
  for (const part of member.split('.')) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined
  }
  return typeof value === 'number' ? value : null
}

/** Whether what was counted of several may be added up. */
export function isCount(unit: Unit): boolean {
  switch (unit) {
    case 'tickets':
    case 'times':
    case 'surveys':
    case 'ratings':
    case 'approvals':
    case 'filings':
      return true
    default:
      return false
  }
}
