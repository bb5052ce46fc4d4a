/** The pages that we lead people to: whoever makes a front end has them at these paths. */
export const PAGES = {
  ticket: (number: string) => `/tickets/${number}`,
  article: (id: string) => `/kb/articles/${id}`,
  operation: (id: string) => `/operations/${id}`,
  signedIn: () => '/signed-in',
  setPassword: (token: string) => `/set-password#token=${token}`,
} as const

/** Where a page is, by the address of its front end; of its own site where that is empty. */
export function linkToPage(publicUrl: string, path: string): string {
  return `${publicUrl.replace(/\/+$/, '')}${path}`
}
