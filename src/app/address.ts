/** From where a request comes: the connection, or what our own proxies say, when there are any. */
import { isIPv6 } from 'node:net'

/**
 * `proxies` is how many of ours stand in front: the nearest is the connection itself, each further one and the sender
 * were appended to X-Forwarded-For. What stands before them the sender may have invented. IPv6 is cut to its /64, which
 * is what one household or machine is given.
 */
export function clientAddress(
  connection: string | undefined,
  forwardedFor: string | readonly string[] | undefined,
  proxies: number,
): string {
  const entries = [forwardedFor ?? []].flat().join(',').split(',')
  const told = proxies > 0 ? entries.at(-Math.min(proxies, entries.length))?.trim() : undefined
  const address = (told || connection || 'unknown').replace(/^::ffff:(?=\d+\.)/i, '').slice(0, 64)
  return isIPv6(address) ? prefix64(address) : address
}

function prefix64(address: string): string {
  const [head = '', tail] = address.split('%')[0]?.toLowerCase().split('::') ?? []
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const middle =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
  const groups = [...left, ...middle, ...right].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''))
  return `${groups.join(':')}::/64`
}
