import { z } from 'zod'
import { instant, text } from './common.js'

/** What somebody can do, and how well. */
export const skill = z
  .strictObject({ name: text(60), level: z.int().min(1).max(5).default(1) })
  .meta({ id: 'Skill' })
export const skills = z
  .array(skill)
  .max(50)
  .refine((list) => isEachOnce(list.map(({ name }) => name)), 'must name each skill once')

export const certification = z
  .strictObject({ name: text(100), expiresAt: instant.nullable().default(null) })
  .meta({ id: 'Certification' })
export const certifications = z
  .array(certification)
  .max(50)
  .refine((list) => isEachOnce(list.map(({ name }) => name)), 'must name each certification once')

/** A list of words that are looked for. */
export const words = z.array(text(60)).max(50).refine(isEachOnce, 'must name each once')

function isEachOnce(names: readonly string[]): boolean {
  return new Set(names.map((name) => name.toLowerCase())).size === names.length
}
