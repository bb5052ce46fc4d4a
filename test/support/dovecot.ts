import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../scripts/lib/ports.js'

export const HAS_DOVECOT = spawnSync('dovecot', ['--version']).status === 0

/** A real IMAP server with one account, whose folders are Maildirs. */
export interface Dovecot {
  port: number
  user: string
  password: string
  /** Puts a mail where its deliveries go; it came there so long ago. */
  deliver: (name: string, raw: string, agoMs?: number) => Promise<void>
  /** The same folder with other UIDs, as after it was copied to another server. */
  changeUids: () => Promise<void>
  start: () => Promise<void>
  stop: () => Promise<void>
  remove: () => Promise<void>
  /** What it said of itself, for whoever has to find out why it let nobody in. */
  readLog: () => Promise<string>
}

/** Mails of root are served to nobody: then everything is nobody's. */
const ROOT = userInfo().uid === 0
const OWNER = ROOT
  ? { uid: 65_534, gid: 65_534, name: 'nobody' }
  : { ...userInfo(), name: userInfo().username }

const configure = (folder: string, port: number) => `
protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
ssl = no
disable_plaintext_auth = no
default_login_user = ${OWNER.name}
default_internal_user = ${OWNER.name}
default_internal_group = ${ROOT ? 'nogroup' : ''}
first_valid_uid = 1
mail_location = maildir:${folder}/mail
passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = static
  args = uid=${OWNER.uid} gid=${OWNER.gid} home=${folder}/home
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
auth_failure_delay = 0
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
`

/** Call it where there is a server installed alone. */
export async function startDovecot(): Promise<Dovecot> {
  const [port, folder] = [await freePort(), await mkdtemp(join(tmpdir(), 'perdure-imap-'))]
  const mail = join(folder, 'mail')
  for (const path of [
    mail,
    join(mail, 'new'),
    join(mail, 'cur'),
    join(mail, 'tmp'),
    join(folder, 'home'),
  ]) {
    await mkdir(path, { recursive: true })
    await chown(path, OWNER.uid, OWNER.gid)
  }
  await chmod(folder, 0o755)
  await writeFile(join(folder, 'users'), 'desk:{PLAIN}secret of the desk\n')
  await chmod(join(folder, 'users'), 0o644) // whatever the umask is: who checks passwords is nobody
  await writeFile(join(folder, 'conf'), configure(folder, port))
  let child: ChildProcess | undefined
  const start = async () => {
    const command = 'umask 022; exec dovecot -F -c "$0"'
    child = spawn('sh', ['-c', command, join(folder, 'conf')], { stdio: 'ignore' })
    while (!(await answers(port))) await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const stop = async () => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  await start()
  return {
    ...{ port, user: 'desk', password: 'secret of the desk', start, stop },
    deliver: async (name, raw, agoMs = 0) => {
      const path = join(mail, 'new', `${Date.now()}.${name}`)
      await writeFile(path, raw.replace(/\r?\n/g, '\r\n'))
      const came = new Date(Date.now() - agoMs)
      await utimes(path, came, came)
      await chown(path, OWNER.uid, OWNER.gid)
    },
    changeUids: async () => {
      for (const name of [
        'dovecot-uidlist',
        'dovecot.index',
        'dovecot.index.log',
        'dovecot.index.cache',
      ])
        await rm(join(mail, name), { force: true })
    },
    readLog: () => readFile(join(folder, 'log'), 'utf8'),
    remove: async () => {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
