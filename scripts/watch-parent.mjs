const OFTEN_MS = 250
/** As this process begins: it may be gone before anybody looks, while packages are installed. */
const PARENT = process.ppid

/**
 * Calls `then` once with whoever started this process gone. npm starts a script by a shell, and the shell ends by the signal
 * that npm hands it without handing it on: nobody would be left to stop the script.
 */
export function watchParent(then) {
  const look = setInterval(() => {
    if (process.ppid === PARENT) return
    clearInterval(look)
    then()
  }, OFTEN_MS)
  look.unref()
}
