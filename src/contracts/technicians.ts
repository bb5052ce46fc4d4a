import { z } from 'zod'
import { id, personName, text, timestamp } from './common.js'
import { certification, certifications, words } from './skills.js'

/** As admins see it. */
export const technician = z
  .strictObject({
    id,
    userId: id,
    user: personName,
    employeeId: z.string().nullable(),
    skills: z.array(z.string()),
    certifications: z.array(certification),
    serviceAreas: z.array(z.string()),
    calendarId: id.nullable(),
    maxJobsPerDay: z.int().nullable(),
    createdAt: timestamp,
    deletedAt: timestamp.nullable(),
  })
  .meta({ id: 'Technician' })
export type TechnicianView = z.infer<typeof technician>

const members = {
  userId: id,
  employeeId: text(60).nullable(),
  skills: words,
  certifications,
  serviceAreas: words,
  calendarId: id.nullable(),
  maxJobsPerDay: z.int().min(1).max(100).nullable(),
}

export const newTechnician = z.strictObject({
  ...members,
  employeeId: members.employeeId.default(null),
  skills: members.skills.default([]),
  certifications: members.certifications.default([]),
  serviceAreas: members.serviceAreas.default([]),
  calendarId: members.calendarId.default(null),
  maxJobsPerDay: members.maxJobsPerDay.default(null),
})
export type TechnicianBody = z.infer<typeof newTechnician>
export const technicianPatch = z.strictObject(members).partial()
