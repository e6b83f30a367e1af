import { errors } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { startServer, type TestServer } from '../support/server.js';

type Document = {
  paths: Record<string, Record<string, { operationId: string; summary: string; responses: Record<string, unknown> }>>;
  components: { schemas: Record<string, { properties: { code: { enum: string[] } } }> };
};

describe('the description of the HTTP interface', () => {
  let server: TestServer;
  let document: Document;
  let page: string;

  beforeAll(async () => {
    // At this level the framework logs each route it serves.
    server = await startServer({ env: { CHAT_LOG_LEVEL: 'debug' } });
    document = (await (await fetch(`${server.url}/api/v1/openapi.json`)).json()) as Document;
    page = await (await fetch(`${server.url}/api/docs`)).text();
  });
  afterAll(() => server.stop());

  const calls = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ call: `${method.toUpperCase()} ${path}`, ...operation })),
    );

  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  it('has every call that the server answers to, and no other', () => {
    const served = [...server.log().matchAll(/Mapped \{(\S+), (\w+)\} route/g)].map(
      ([, path = '', method]) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`,
    );
    expect(served.length).toBeGreaterThan(20);
    expect(
      calls()
        .map(({ call }) => call)
        .sort(),
    ).toEqual(served.sort());
  });

  it('resolves all its references, and names each call once', () => {
    const text = JSON.stringify(document);
    const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
    expect(references.length).toBeGreaterThan(20);
    for (const name of references) expect(document.components.schemas).toHaveProperty(String(name));
    const ids = calls().map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('knows every error code', () => {
    expect(document.components.schemas.Problem?.properties.code.enum).toEqual(Object.keys(errors));
  });

  it('is readable as a page without scripts, inline styles or anything from elsewhere', async () => {
    for (const { operationId, summary } of calls()) {
      expect(page).toContain(`id="${operationId}"`);
      expect(page).toContain(summary.replaceAll("'", '&#39;'));
    }
    for (const name of Object.keys(document.components.schemas)) expect(page).toContain(`id="schema-${name}"`);
    expect(page).not.toMatch(/<script|<style|\sstyle=|\son\w+=|(src|href)="(https?:)?\/\//i);
    const anchors = [...page.matchAll(/href="#([^"]+)"/g)].map(([, anchor]) => anchor);
    for (const anchor of anchors) expect(page).toContain(`id="${anchor}"`);
    const { headers } = await fetch(`${server.url}/api/docs`);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self';/);
  });
});
