import webPush from 'web-push'

/** Prints a fresh pair, as settings: browsers that were told by another have to ask anew. */
const { publicKey, privateKey } = webPush.generateVAPIDKeys()
process.stdout.write(`VAPID_PUBLIC_KEY=${publicKey}\nVAPID_PRIVATE_KEY=${privateKey}\n`)
