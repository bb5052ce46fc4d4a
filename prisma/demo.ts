import type { Role } from '../src/domain/people.js'
import type { Priority } from '../src/domain/ticket/status.js'

/** What a demo organization is made of; employee codes count from E1001 in this order. */
export interface DemoOrganization {
  slug: string
  name: string
  people: { email: string; first: string; last: string; roles: Role[]; department?: string }[]
  departments: { code: string; name: string; head?: string; handlesFinance?: true }[]
  categories: { code: string; name: string; department: string }[]
}

export const DEMO_PASSWORD = 'perdure-demo'

export const DEMO: DemoOrganization[] = [
  {
    slug: 'demo',
    name: 'Demo Ltd',
    people: [
      { email: 'admin@demo.test', first: 'Ada', last: 'Admin', roles: ['admin'] },
      { email: 'moderator@demo.test', first: 'Mona', last: 'Moderator', roles: ['moderator'] },
      { email: 'moderator2@demo.test', first: 'Max', last: 'Moderator', roles: ['moderator'] },
      {
        email: 'it.head@demo.test',
        first: 'Iris',
        last: 'Head',
        roles: ['agent'],
        department: 'IT',
      },
      {
        email: 'it.agent@demo.test',
        first: 'Ian',
        last: 'Agent',
        roles: ['agent'],
        department: 'IT',
      },
      {
        email: 'hr.head@demo.test',
        first: 'Hana',
        last: 'Head',
        roles: ['agent'],
        department: 'HR',
      },
      {
        email: 'finance.head@demo.test',
        first: 'Finn',
        last: 'Head',
        roles: ['agent'],
        department: 'FIN',
      },
      { email: 'ceo@demo.test', first: 'Cleo', last: 'Chief', roles: ['approver'] },
      { email: 'delegate@demo.test', first: 'Dele', last: 'Gate', roles: ['approver'] },
      {
        email: 'manager@demo.test',
        first: 'Mara',
        last: 'Manager',
        roles: ['manager'],
        department: 'IT',
      },
      { email: 'requester@demo.test', first: 'Rosa', last: 'Requester', roles: ['requester'] },
      { email: 'requester2@demo.test', first: 'Rolf', last: 'Requester', roles: ['requester'] },
    ],
    departments: [
      { code: 'IT', name: 'Information technology', head: 'it.head@demo.test' },
      { code: 'HR', name: 'Human resources', head: 'hr.head@demo.test' },
      { code: 'FIN', name: 'Finance', head: 'finance.head@demo.test', handlesFinance: true },
    ],
    categories: [
      { code: 'HARDWARE', name: 'Hardware', department: 'IT' },
      { code: 'ACCESS', name: 'Access and accounts', department: 'IT' },
      { code: 'PAYROLL', name: 'Payroll', department: 'HR' },
      { code: 'INVOICES', name: 'Invoices', department: 'FIN' },
    ],
  },
  {
    slug: 'other',
    name: 'Other Inc',
    people: [
      { email: 'admin@other.test', first: 'Olga', last: 'Admin', roles: ['admin'] },
      { email: 'moderator@other.test', first: 'Otto', last: 'Moderator', roles: ['moderator'] },
      { email: 'requester@other.test', first: 'Orla', last: 'Requester', roles: ['requester'] },
      {
        email: 'agent@other.test',
        first: 'Omar',
        last: 'Agent',
        roles: ['agent'],
        department: 'OPS',
      },
    ],
    departments: [{ code: 'OPS', name: 'Operations', head: 'agent@other.test' }],
    categories: [{ code: 'GENERAL', name: 'General', department: 'OPS' }],
  },
]

export const DEMO_TEMPLATES: {
  name: string
  priority: Priority
  dueDelta: string
  firstResponseDelta: string
}[] = [
  { name: 'Urgent', priority: 'urgent', dueDelta: 'PT4H', firstResponseDelta: 'PT30M' },
  { name: 'High', priority: 'high', dueDelta: 'P1D', firstResponseDelta: 'PT2H' },
  { name: 'Normal', priority: 'normal', dueDelta: 'P3D', firstResponseDelta: 'PT8H' },
  { name: 'Low', priority: 'low', dueDelta: 'P7D', firstResponseDelta: 'P1D' },
]
