import { describe, expect, test } from 'vitest'
import { innerName, sameSite, unreachableScope } from '../../../src/main/network/address-scope'

describe('an address', () => {
  test.each([
    ['10.0.0.1', /RFC 1918/],
    ['10.255.255.255', /RFC 1918/],
    ['172.16.0.1', /RFC 1918/],
    ['172.31.255.255', /RFC 1918/],
    ['192.168.1.1', /RFC 1918/],
    ['100.64.0.1', /carrier-grade/],
    ['100.127.255.255', /carrier-grade/],
    ['127.0.0.1', /loopback/],
    ['127.255.0.1', /loopback/],
    ['169.254.169.254', /local link/],
    ['0.0.0.0', /no host/],
    ['192.0.0.8', /protocol assignments/],
    ['192.0.2.55', /documentation/],
    ['198.51.100.1', /documentation/],
    ['203.0.113.9', /documentation/],
    ['198.18.0.1', /benchmarks/],
    ['198.19.255.255', /benchmarks/],
    ['224.0.0.1', /multicast/],
    ['255.255.255.255', /reserved/],
    ['::1', /loopback/],
    ['::', /no host/],
    ['fe80::1', /local link/],
    ['fe80::1%eth0', /local link/],
    ['fc00::1', /RFC 4193/],
    ['fdff::1', /RFC 4193/],
    ['fec0::1', /site-local/],
    ['2001:db8::1', /documentation/],
    ['3fff::1', /documentation/],
    ['ff02::1', /multicast/],
    ['100::1', /discard/],
    ['2001:20::1', /not routed/],
    ['64:ff9b:1::1', /inside one network/],
    ['::ffff:10.0.0.1', /RFC 1918/],
    ['::ffff:7f00:1', /loopback/],
    ['::10.0.0.1', /RFC 1918/],
    ['64:ff9b::a00:1', /RFC 1918/],
    ['64:ff9b::127.0.0.1', /loopback/],
    ['2002:a00:1::', /RFC 1918/],
    ['2002:c0a8:101::1', /RFC 1918/],
    ['4000::1', /not assigned/],
    ['8000::1', /not assigned/],
  ])('%s is out of reach: %s', (address, name) => expect(unreachableScope(address)?.name).toMatch(name))

  test.each([
    '8.8.8.8',
    '1.1.1.1',
    '100.63.255.255',
    '100.128.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '198.17.255.255',
    '198.20.0.0',
    '9.255.255.255',
    '11.0.0.0',
    '223.255.255.255',
    '2606:4700::1111',
    '2a00:1450:4001::200e',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
    '2002:808:808::1',
  ])('%s is public', (address) => expect(unreachableScope(address)).toBeNull())

  test.each(['', 'idp.example.com', '1.2.3', '1.2.3.4.5', 'g::1'])('%j is none', (text) =>
    expect(unreachableScope(text)).toBeNull(),
  )
})

describe('a name', () => {
  test.each([
    'idp',
    'idp.local',
    'idp.corp',
    'IDP.LAN',
    'a.b.home.arpa',
    'x.internal.',
    'localhost',
    'a.localhost',
    'x.test',
  ])('%s is not in public DNS', (name) => expect(innerName(name)).not.toBeNull())
  test.each(['idp.example.com', 'corp.example.com', 'locals.net', '10.0.0.1', '[::1]', 'my-internal.org'])(
    '%s may be',
    (name) => expect(innerName(name)).toBeNull(),
  )
})

test.each([
  ['203.1.1.7', '203.1.1.200', true],
  ['203.1.1.7', '203.1.2.7', false],
  ['2a00:1450:4001:1::1', '2a00:1450:4001:ff::9', true],
  ['2a00:1450:4001::1', '2a00:1450:4002::1', false],
  ['203.1.1.7', '2a00::1', false],
  ['::ffff:203.1.1.7', '203.1.1.9', true],
  ['x', 'x', false],
])('%s and %s are the same site: %s', (one, other, same) => expect(sameSite(one, other)).toBe(same))
