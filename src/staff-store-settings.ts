import { z } from 'zod'
import { webUrl } from './setting-shapes.js'

/** The store that the people of one organization come from. */
export interface StaffStoreSettings {
  baseUrl: string
  apiKey: string | undefined
  /** The slug of that organization; undefined where there is but one. */
  organization: string | undefined
}

export const staffStoreEnvironment = z.object({
  SMS_BASE_URL: webUrl.optional(),
  SMS_API_KEY: z.string().min(1).optional(),
  SMS_ORGANIZATION: z.string().min(1).optional(),
})

export function readStaffStore({
  SMS_BASE_URL: baseUrl,
  SMS_API_KEY: apiKey,
  SMS_ORGANIZATION: organization,
}: z.infer<typeof staffStoreEnvironment>): StaffStoreSettings | undefined {
  return baseUrl === undefined ? undefined : { baseUrl, apiKey, organization }
}
