import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { freePort } from '../../scripts/lib/ports.js'

const FOLDERS = ['.data/bin', ...(process.env.PATH ?? '').split(delimiter)]
/** An S3 server over a folder, which takes nothing that is not signed; undefined where there is none. */
export const VERSITYGW = FOLDERS.map((folder) => join(folder, 'versitygw')).find(existsSync)
export const NO_VERSITYGW =
  'passed over without an S3 server: go install github.com/versity/versitygw/cmd/versitygw@v1.8.0, and have it on the PATH or in .data/bin'

const [ACCESS, SECRET, BUCKET] = ['test-access', 'test-secret', 'files']

/** A server with an empty bucket, which can be gone and back. */
export async function startS3() {
  const folder = await mkdtemp(join(tmpdir(), 'perdure-s3-'))
  const port = await freePort()
  const endpoint = `http://127.0.0.1:${port}`
  let child: ChildProcess | undefined
  const start = async () => {
    const args = ['--access', ACCESS, '--secret', SECRET, '--port', `127.0.0.1:${port}`, '--quiet']
    child = spawn(VERSITYGW ?? '', [...args, 'posix', folder], { stdio: 'ignore' })
    for (const until = Date.now() + 20_000; Date.now() < until; ) {
      if (await fetch(endpoint).catch(() => undefined)) return
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error('the S3 server does not start')
  }
  const stop = async () => {
    const exited = new Promise((resolve) => child?.once('exit', resolve))
    child?.kill('SIGKILL')
    await exited
  }
  await start()
  const credentials = { accessKeyId: ACCESS, secretAccessKey: SECRET }
  const client = new S3Client({ endpoint, region: 'us-east-1', credentials, forcePathStyle: true })
  await client.send(new CreateBucketCommand({ Bucket: BUCKET }))
  client.destroy()
  return {
    env: {
      S3_ENDPOINT: endpoint,
      S3_BUCKET: BUCKET,
      S3_ACCESS_KEY_ID: ACCESS,
      S3_SECRET_ACCESS_KEY: SECRET,
    },
    /** Where its objects lie, each in a file. */
    bucket: join(folder, BUCKET),
    start,
    stop,
    remove: async () => {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
