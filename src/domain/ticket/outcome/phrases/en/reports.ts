import type { ReportKind, ReportMember, Unit } from '../../../../reports/pictures/layouts.js'
import type { Group, Period } from '../../../../reports/pictures/periods.js'

const TITLES: Record<ReportKind, string> = {
  sla: 'Service levels',
  volume: 'Tickets created, closed and reopened',
  reopens: 'Tickets that came back',
  times: 'Times to first response and resolution',
  backlog: 'Open tickets',
  workload: 'Workload',
  csat: 'Satisfaction',
  approvals: 'Approvals',
  deflection: 'Tickets saved by articles',
}

/** What is drawn of each where it is divided. */
const PARTS: Record<ReportKind, string> = {
  sla: 'Resolutions breached',
  volume: 'Tickets created',
  reopens: 'Tickets reopened',
  times: 'Median time to resolution',
  backlog: 'Open tickets',
  workload: 'Workload',
  csat: 'Satisfied (ratings of 4 and 5)',
  approvals: 'Approvals requested',
  deflection: 'Tickets saved by articles',
}

const MEMBERS: Record<ReportMember, string> = {
  tickets: 'Tickets',
  'firstResponse.met': 'First response met',
  'firstResponse.breached': 'First response breached',
  'resolution.met': 'Resolution met',
  'resolution.breached': 'Resolution breached',
  meanFirstResponseSeconds: 'First response, mean',
  meanResolutionSeconds: 'Resolution, mean',
  created: 'Created',
  closed: 'Closed',
  reopened: 'Reopened',
  reopenRate: 'Reopened of closed',
  completed: 'Completions',
  reworked: 'Sent back',
  reworkRate: 'Sent back of completions',
  'firstResponse.count': 'First responses',
  'firstResponse.meanSeconds': 'First response, mean',
  'firstResponse.p50Seconds': 'First response, median',
  'firstResponse.p90Seconds': 'First response, 90th percentile',
  'resolution.count': 'Resolutions',
  'resolution.meanSeconds': 'Resolution, mean',
  'resolution.p50Seconds': 'Resolution, median',
  'resolution.p90Seconds': 'Resolution, 90th percentile',
  came: 'Came',
  left: 'Left',
  open: 'Open',
  sent: 'Surveys sent',
  answered: 'Surveys answered',
  responseRate: 'Answered of sent',
  ratings: 'Ratings',
  csat: 'Satisfied (ratings of 4 and 5)',
  meanScore: 'Mean rating',
  npsAnswers: 'Answers on recommendation',
  nps: 'Net promoter score',
  requested: 'Requested',
  approved: 'Approved',
  rejected: 'Rejected',
  cancelled: 'Cancelled',
  approvalRate: 'Approved of decided',
  meanDecisionSeconds: 'Time to decision, mean',
  suggested: 'With articles suggested',
  deflected: 'Saved',
  deflectionRate: 'Saved of suggested',
}

const UNITS: Record<Unit, string> = {
  tickets: 'Tickets',
  times: 'Times',
  surveys: 'Surveys',
  ratings: 'Answers',
  approvals: 'Approvals',
  filings: 'Filings',
  seconds: 'Time',
  businessSeconds: 'Business time',
  share: 'Share in %',
  score: 'Rating from 1 to 5',
  points: 'Points from −100 to 100',
}

const GROUPS: Record<Group, string> = {
  department: 'department',
  category: 'category',
  agent: 'agent',
  priority: 'priority',
  channel: 'channel',
}

const NONE: Record<Group, string> = {
  department: 'No department',
  category: 'No category',
  agent: 'Nobody',
  priority: 'No priority',
  channel: 'No channel',
}

const AXES: Record<Period, string> = { day: 'Day', week: 'Week from Monday', month: 'Month' }
const BY: Record<Period, string> = { day: 'by day', week: 'by week', month: 'by month' }

/** Reports as pictures and tables. */
export const REPORTS = {
  titles: TITLES,
  parts: PARTS,
  members: MEMBERS,
  units: UNITS,
  hours: 'hours',
  minutes: 'minutes',
  groups: GROUPS,
  none: NONE,
  axes: AXES,
  by: BY,
  divided: (part: string, group: string) => `${part} by ${group}`,
  values: {
    ...{ low: 'Low', normal: 'Normal', high: 'High', urgent: 'Urgent' },
    ...{ web: 'Web', mail: 'Mail', chat: 'Chat', api: 'API' },
  } as Record<string, string>,
  others: (n: number) => `Others (${n})`,
  most: (shown: number, all: number) => `Shown are the ${shown} largest of ${all}`,
  source: (organization: string) => `Source: Perdure · ${organization}`,
  empty: 'Nothing to show: there is none of it in this period.',
  about: 'About',
  lines: {
    ...{ report: 'Report', period: 'Period', timezone: 'Time zone', divided: 'Divided by' },
    source: 'Source',
  },
}
