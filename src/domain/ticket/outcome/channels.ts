/** The ways by which somebody can be told outside of the app: each notification leaves as a letter. */
export const LETTER_CHANNELS = ['mail', 'push', 'sms'] as const
export type LetterChannel = (typeof LETTER_CHANNELS)[number]
/** The ways by which somebody can be told. */
export const NOTIFICATION_CHANNELS = ['inApp', ...LETTER_CHANNELS] as const
export type NotificationChannel = (typeof NOTIFICATION_CHANNELS)[number]
