import { DEPARTMENT, PERSON, TICKET } from './ids.js'

/** What admins keep. */
export const ADMIN_EXAMPLES: Record<string, object> = {
  createRule: {
    name: 'Outages are urgent',
    trigger: { event: 'ticket.submitted' },
    conditions: { all: [{ field: 'title', op: 'contains', value: 'outage' }] },
    actions: [
      { type: 'set_priority', priority: 'urgent' },
      { type: 'add_tags', tags: ['outage'] },
    ],
  },
  simulateGroup: {
    ...{ from: '2026-11-01T00:00:00Z', to: '2026-11-22T00:00:00Z' },
    assignment: { mode: 'least_loaded', maxPerAgent: 5 },
  },
  simulateSlaPolicy: { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' },
  simulateDraftOfSlaPolicy: {
    ...{ from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' },
    policy: {
      name: 'A day for everybody',
      targets: [{ priority: 'normal', firstResponse: 'PT1H', resolution: 'P1D' }],
    },
  },
  simulateRule: { ticketIds: [TICKET] },
  simulateDraftOfRule: {
    ticketIds: [TICKET],
    rule: {
      name: 'Outages are urgent',
      trigger: { event: 'ticket.submitted' },
      actions: [{ type: 'set_priority', priority: 'urgent' }],
    },
  },
  createMacro: {
    name: 'Thank and close',
    actions: [
      { type: 'message', body: 'Thank you, {{requester.name}}: {{ticket.number}} is done.' },
      { type: 'close', reason: 'All is said' },
    ],
    roles: ['moderator'],
  },
  exportAudit: { format: 'csv', filters: { entity: 'user', from: '2030-01-01T00:00:00.000Z' } },
  createScimToken: { name: 'Entra ID' },
  createWebhook: { name: 'Shop', url: 'https://shop.example.org/hooks', events: ['ticket.*'] },
  replayWebhook: { from: '2026-11-22T08:00:00Z', to: '2026-11-22T12:00:00Z' },
  createDepartment: { name: 'Legal', code: 'LAW', headId: PERSON },
  patchDepartment: { headId: PERSON },
  createCategory: { name: 'Contracts', code: 'CONTRACTS', departmentId: DEPARTMENT },
  patchCategory: { name: 'Contracts and offers' },
  createSlaTemplate: { name: 'Gold', priority: 'high', dueDelta: 'PT6H', isDefault: true },
  patchSlaTemplate: { firstResponseDelta: 'PT1H' },
  createSlaPolicy: {
    name: 'Gold customers',
    order: 10,
    conditions: { all: [{ field: 'customer.tier', op: 'eq', value: 'gold' }] },
    targets: [
      { priority: 'high', firstResponse: 'PT1H', nextResponse: 'PT2H', resolution: 'PT8H' },
      { priority: 'urgent', firstResponse: 'PT15M', resolution: 'PT4H' },
    ],
  },
  patchSlaPolicy: { warnAt: [75], pauseIn: ['postponed'] },
  createCalendar: {
    name: 'Berlin',
    timezone: 'Europe/Berlin',
    hours: {
      mon: [
        ['09:00', '12:30'],
        ['13:30', '17:00'],
      ],
      tue: [['09:00', '17:00']],
    },
    holidays: [{ date: '2030-12-25', name: 'Christmas' }],
    isDefault: true,
  },
  patchCalendar: { timezone: 'Asia/Kathmandu' },
  createEscalationMatrix: {
    name: 'Overdue',
    levels: [
      { after: 'PT0S', on: 'breach', notify: { assignee: true, head: true } },
      {
        after: 'PT4H',
        on: 'breach',
        kind: 'resolution',
        raisePriority: true,
        notify: { roles: ['manager'] },
      },
    ],
  },
  importHolidays: {
    ics: 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20300101\nRRULE:FREQ=YEARLY\nSUMMARY:New Year\nEND:VEVENT\nEND:VCALENDAR',
  },
  createGroup: { name: 'Night shift', members: [{ userId: PERSON }] },
  patchGroup: { members: [] },
  createCustomer: { company: 'Acme', userId: PERSON, tier: 'gold' },
  patchCustomer: { tags: ['vip'] },
  createTechnician: { userId: PERSON, skills: ['boilers'], serviceAreas: ['north'] },
  patchTechnician: { maxJobsPerDay: 4 },
  createRetentionPolicy: {
    name: 'Old tickets',
    kind: 'tickets',
    after: 'P2Y',
    action: 'anonymize',
  },
  patchRetentionPolicy: { active: false },
  patchUser: { roles: ['agent'], departmentId: DEPARTMENT, helpdeskAuthorized: true },
  handOverTickets: { assigneeId: PERSON, reason: 'Has left us' },
  patchOrganization: { name: 'Demo Ltd', domain: 'demo.test' },
  importUser: { employeeCode: 'S000042', roles: ['requester'] },
  putSyncSchedule: {
    enabled: true,
    type: 'incremental',
    times: ['02:30', '14:00'],
    days: ['mon', 'tue', 'wed', 'thu', 'fri'],
    timezone: 'Europe/Berlin',
  },
  patchSettings: { autoCloseAfter: 'P5D', maxReopens: 3 },
}
