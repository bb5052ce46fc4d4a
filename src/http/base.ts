/** Where the API is mounted. */
export const BASE = '/api/v1'
