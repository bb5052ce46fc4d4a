export const CLOCKS = ['first_response', 'next_response', 'resolution'] as const
export type Clock = (typeof CLOCKS)[number]
/** Those that begin once a version; the other begins anew with each word of the requester that waits for an answer. */
export type VersionClock = Exclude<Clock, 'next_response'>
export type ClockInstants = Record<Clock, string | null>
