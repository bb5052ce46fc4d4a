/** Where the API is mounted. */
export const BASE = '/api/v1'

/** Where directories of people come in. */
export const SCIM_BASE = '/scim/v2'
