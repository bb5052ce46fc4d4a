const OFTEN_MS = 250

/**
 * Calls `then` once with whoever started this process gone. npm starts a script by a shell, and the shell ends by the signal
 * that npm hands it without handing it on: nobody would be left to stop the script.
 */
export function watchParent(then) {
  const parent = process.ppid
  const look = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(look)
    then()
  }, OFTEN_MS)
  look.unref()
}
