import { type BusinessTime, measureBetween } from '../sla/business-time.js'

/** From an instant to another one that is not in it any more. */
export interface Span {
  from: string
  to: string
}

/** What a work order asks of whoever comes. */
export interface Requirements {
  skills: readonly string[]
  area: string
  window: Span
}

export interface Certification {
  name: string
  /** null: for good. */
  expiresAt: string | null
}

export interface Technician {
  skills: readonly string[]
  certifications: readonly Certification[]
  /** None: wherever it is. */
  serviceAreas: readonly string[]
  /** null: as many as there is time for. */
  maxJobsPerDay: number | null
}

/** What else stands in a technician's calendar. */
export interface Engagements {
  /** Jobs that day, done ones too. */
  jobsThatDay: number
  isBusy: boolean
}

/** Why somebody can't come then, in the order in which they are told. */
export const MISFITS = [
  'not_qualified',
  'outside_area',
  'outside_window',
  'outside_hours',
  'too_many_jobs',
  'calendar_conflict',
] as const
export type Misfit = (typeof MISFITS)[number]

interface Judged {
  asked: Requirements
  technician: Technician
  job: Span
  /** When they work. */
  time: BusinessTime
  engagements: Engagements
}

/** All that speaks against sending a technician then; nothing when they can come. */
export function listMisfits({ asked, technician, job, time, engagements }: Judged): Misfit[] {
  const { jobsThatDay, isBusy } = engagements
  const { maxJobsPerDay } = technician
  const speaks: Record<Misfit, boolean> = {
    not_qualified: listMissingSkills(asked.skills, technician, job.to).length > 0,
    outside_area: !servesArea(technician, asked.area),
    outside_window: job.from < asked.window.from || job.to > asked.window.to,
    outside_hours: measureBetween(time, job.from, job.to) < measureSpan(job),
    too_many_jobs: maxJobsPerDay !== null && jobsThatDay >= maxJobsPerDay,
    calendar_conflict: isBusy,
  }
  return MISFITS.filter((misfit) => speaks[misfit])
}

function measureSpan({ from, to }: Span): number {
  return Date.parse(to) - Date.parse(from)
}

const fold = (word: string) => word.trim().toLowerCase()

/**
 * The skills that somebody lacks until an instant. A skill that goes with a certification of the same name lasts as long as
 * that; such a certification is proof enough by itself.
 */
export function listMissingSkills(
  asked: readonly string[],
  { skills, certifications }: Pick<Technician, 'skills' | 'certifications'>,
  until: string,
): string[] {
  const known = new Set(skills.map(fold))
  const proved = new Map(certifications.map(({ name, expiresAt }) => [fold(name), expiresAt]))
  return asked.filter((skill) => {
    const expiresAt = proved.get(fold(skill))
    if (expiresAt === undefined) return !known.has(fold(skill))
    return expiresAt !== null && expiresAt < until
  })
}

export function servesArea({ serviceAreas }: Technician, area: string): boolean {
  return serviceAreas.length === 0 || serviceAreas.some((one) => fold(one) === fold(area))
}
