// What the tests and a client say to each other, a line at a time: the first line that comes in tells who the client is; "open ADDRESS" asks for a browser, which answers by
// the address where it ended; "did STEP" tells what worked.
import { createInterface } from 'node:readline/promises'

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()

export const read = async () => (await lines.next()).value

export const settings = JSON.parse(await read())

export const issuer = new URL(settings.issuer)

export async function open(address) {
  console.log(`open ${address}`)
  return new URL(await read())
}

export const did = (step) => console.log(`did ${step}`)

export function check(condition, complaint) {
  if (!condition) throw new Error(complaint)
}

/** What must fail with that error of OAuth. */
export async function refused(error, attempt) {
  try {
    await attempt()
  } catch (caught) {
    check(caught.error === error, `refused by ${caught.error ?? caught} instead of ${error}`)
    return
  }
  throw new Error(`not refused; ${error} was expected`)
}

/** The key of an application that signs, as it keeps it. */
export const signingKey = async () => ({
  kid: settings.signer.kid,
  key: await crypto.subtle.importKey('pkcs8', Buffer.from(settings.signer.key, 'base64'), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']),
})

export function end() {
  process.stdin.destroy()
}
