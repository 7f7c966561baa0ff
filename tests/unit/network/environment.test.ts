import { describe, expect, test } from 'vitest'
import { environmentProxy } from '../../../src/main/host/environment-proxy'
import { nodeHost } from '../../../src/main/host/node-host'
import { chooseProxy } from '../../../src/main/network/gather-proxy'
import { addressesIn } from '../../../src/main/network/hosts-file'
import { readSystemProxy } from '../../../src/main/network/system-proxy'
import { schemesOf } from '../../../src/main/network/tunnel'
import { isHostPattern, isNamedHost } from '../../../src/shared/settings'

describe('the proxy of the environment', () => {
  const proxy = 'http://proxy.example:3128'
  const url = 'https://idp.example.com/metadata'
  test.each<[string, Record<string, string>, string | null, string | null]>([
    [url, {}, null, null],
    [url, { HTTPS_PROXY: proxy }, proxy, 'HTTPS_PROXY'],
    [url, { https_proxy: proxy, HTTPS_PROXY: 'http://other' }, proxy, 'https_proxy'],
    [url, { HTTP_PROXY: proxy }, null, null],
    ['http://idp.example.com/', { HTTP_PROXY: proxy }, proxy, 'HTTP_PROXY'],
    [url, { ALL_PROXY: proxy }, proxy, 'ALL_PROXY'],
    [url, { HTTPS_PROXY: 'proxy.example:3128' }, proxy, 'HTTPS_PROXY'],
    [url, { HTTPS_PROXY: '' }, null, null],
    [url, { HTTPS_PROXY: proxy, NO_PROXY: '*' }, null, 'NO_PROXY'],
    [url, { HTTPS_PROXY: proxy, NO_PROXY: 'example.com' }, null, 'NO_PROXY'],
    [url, { HTTPS_PROXY: proxy, NO_PROXY: '.example.com' }, null, 'NO_PROXY'],
    [url, { HTTPS_PROXY: proxy, NO_PROXY: '*.example.com' }, null, 'NO_PROXY'],
    [url, { HTTPS_PROXY: proxy, NO_PROXY: 'ample.com' }, proxy, 'HTTPS_PROXY'],
    [url, { HTTPS_PROXY: proxy, NO_PROXY: 'a.org, IDP.EXAMPLE.COM' }, null, 'NO_PROXY'],
    [url, { HTTPS_PROXY: proxy, NO_PROXY: 'idp.example.com:443' }, null, 'NO_PROXY'],
    [url, { HTTPS_PROXY: proxy, NO_PROXY: 'idp.example.com:8443' }, proxy, 'HTTPS_PROXY'],
    ['https://10.1.2.3/', { HTTPS_PROXY: proxy, NO_PROXY: '10.0.0.0/8' }, null, 'NO_PROXY'],
    ['https://11.1.2.3/', { HTTPS_PROXY: proxy, NO_PROXY: '10.0.0.0/8' }, proxy, 'HTTPS_PROXY'],
    ['https://10.1.2.3/', { HTTPS_PROXY: proxy, NO_PROXY: '10.1.2.3' }, null, 'NO_PROXY'],
    ['https://[fd00::1]/', { HTTPS_PROXY: proxy, NO_PROXY: 'fd00::/8' }, null, 'NO_PROXY'],
    ['https://[::1]/', { HTTPS_PROXY: proxy, NO_PROXY: '::1' }, null, 'NO_PROXY'],
    ['https://10.1.2.3/', { HTTPS_PROXY: proxy, NO_PROXY: '10.0.0.0/99' }, proxy, 'HTTPS_PROXY'],
    ['nonsense', { HTTPS_PROXY: proxy }, null, null],
  ])('for %s in %j is %s', (address, env, wanted, variable) => {
    expect(environmentProxy(address, env)).toEqual({ proxy: wanted, variable })
  })
})

test.each([
  ['127.0.0.1 localhost\n10.1.1.1\tidp.corp IDP # ours', 'idp', ['10.1.1.1']],
  ['10.1.1.1 idp\r\nfd00::1 idp\n', 'idp', ['10.1.1.1', 'fd00::1']],
  ['# 10.1.1.1 idp', 'idp', []],
  ['nonsense idp\n\n999.1.1.1 idp', 'idp', []],
  ['', 'idp', []],
])('the hosts file %j gives %s the addresses %j', (text, name, addresses) => {
  expect(addressesIn(text, name)).toEqual(addresses)
})

test.each([
  [
    ['Proxy-Authenticate', 'Negotiate', 'Proxy-Authenticate', 'NTLM'],
    ['Negotiate', 'NTLM'],
  ],
  [['proxy-authenticate', 'Basic realm="a, b Digest c"'], ['Basic']],
  [
    ['Proxy-Authenticate', 'Negotiate, Basic realm="x", Digest realm="y", nonce="z"'],
    ['Negotiate', 'Basic', 'Digest'],
  ],
  [['Proxy-Authenticate', 'Bearer'], ['Bearer']],
  [['Proxy-Authenticate', ''], []],
  [['Proxy-Authenticate', '= = ,, "'], []],
  [['WWW-Authenticate', 'Basic'], []],
])('of %j the schemes are %j', (headers, schemes) => expect(schemesOf(headers)).toEqual(schemes))

test.each([
  ['DIRECT', null, /name none$/, undefined],
  ['', null, /name none$/, undefined],
  ['PROXY proxy.example:3128', 'http://proxy.example:3128', /settings of the system$/, undefined],
  ['PROXY a:3128; PROXY b:3128; DIRECT', 'http://a:3128', /system$/, 'PROXY b:3128, DIRECT'],
  ['HTTPS secure.example:443', 'https://secure.example:443', /system$/, undefined],
  ['SOCKS5 socks.example:1080', 'socks5://socks.example:1080', /system$/, undefined],
  ['proxy [fd00::1]:3128', 'http://[fd00::1]:3128', /system$/, undefined],
  ['DIRECT; PROXY a:1', null, /name none$/, undefined],
  ['nonsense', null, /name none/, undefined],
])('the answer %j of the system is the proxy %s', (answer, proxy, chosenBy, instead) => {
  const choice = readSystemProxy(answer)
  expect(choice.proxy).toBe(proxy)
  expect(choice.chosenBy).toMatch(chosenBy)
  expect(choice.instead).toBe(instead)
})

test('a system that does not say which proxy to use is not waited for', async () => {
  const never = () => new Promise<never>(() => undefined)
  const choice = await chooseProxy(never, 'https://idp.test/', 20, nodeHost())
  expect(choice).toMatchObject({ proxy: null, failure: { code: 'ETIMEDOUT' } })
})

test.each([
  ['fs.acme.test', ['fs.acme.test'], true],
  ['FS.acme.test', ['fs.ACME.test'], true],
  ['fs.acme.test', ['*.acme.test'], true],
  ['acme.test', ['*.acme.test'], false],
  ['evil-acme.test', ['*.acme.test', 'acme.test'], false],
  ['fs.acme.test', [], false],
])('whether %s is one of the hosts named %j: %s', (host, named, expected) => {
  expect(isNamedHost(host, named)).toBe(expected)
})

test.each([
  ['fs.acme.test', true],
  ['*.acme.test', true],
  ['fs', true],
  ['*', false],
  ['*.', false],
  ['a,b', false],
  ['https://fs.acme.test', false],
  ['*.*.test', false],
  ['', false],
])('whether %j can name a host: %s', (text, expected) => {
  expect(isHostPattern(text)).toBe(expected)
})
