import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from 'vitest'

it('a script that npm has started ends with the shell that npm ends', async () => {
  const script = `import('./scripts/watch-parent.mjs').then(({ watchParent }) => {
    setTimeout(() => console.log('nobody told it'), 5_000)
    watchParent(() => { console.log('orphaned'); process.exit() })
    console.log('begun')
  })`
  // what follows keeps the shell from becoming the script itself
  const shell = spawn('sh', ['-c', '"$0" -e "$1"; exit $?', process.execPath, script])
  let said = ''
  shell.stdout.on('data', (chunk) => {
    said += chunk
    if (String(chunk).includes('begun')) shell.kill('SIGTERM')
  })
  await once(shell.stdout, 'close')
  expect(said).toBe('begun\norphaned\n')
})
