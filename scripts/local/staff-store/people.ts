/** A person as the stand-in tells of them. */
export interface StandInPerson {
  employeeCode: string
  email: string
  firstName: string
  lastName: string
  phone: string | null
  departmentCode: string | null
  status: 'active' | 'inactive'
  updatedAt: string
}

const FIRST = [
  'Ada',
  'Ben',
  'Cleo',
  'Dan',
  'Eva',
  'Finn',
  'Gia',
  'Hugo',
  'Ida',
  'Jon',
  'Kim',
  'Lea',
]
const LAST = ['Abel', 'Berg', 'Cole', 'Duarte', 'Ender', 'Falk', 'Gomez', 'Hart', 'Ivers', 'Jung']
const DEPARTMENTS = ['IT', 'HR', 'FIN', null]

/** The same person for the same number, so that nobody has to be kept. Every fiftieth has left. */
export function makePerson(n: number, updatedAt: string): StandInPerson {
  const firstName = FIRST[n % FIRST.length] ?? 'Ada'
  const lastName = LAST[Math.floor(n / FIRST.length) % LAST.length] ?? 'Abel'
  const employeeCode = `S${String(n).padStart(6, '0')}`
  return {
    employeeCode,
    email: `${employeeCode.toLowerCase()}@staff.test`,
    firstName,
    lastName,
    phone: n % 3 === 0 ? `+49 30 ${String(n).padStart(7, '0')}` : null,
    departmentCode: DEPARTMENTS[n % DEPARTMENTS.length] ?? null,
    status: n % 50 === 49 ? 'inactive' : 'active',
    updatedAt,
  }
}
