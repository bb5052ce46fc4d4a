import webPush from 'web-push'

const { publicKey, privateKey } = webPush.generateVAPIDKeys()

/** Settings of an installation that pushes. */
export const PUSH_KEYS = {
  VAPID_PUBLIC_KEY: publicKey,
  VAPID_PRIVATE_KEY: privateKey,
  VAPID_SUBJECT: 'mailto:help@example.org',
}
