"use strict";

// The extension as the editor loads it, with stand-ins for the editor and for the client of the server.

const assert = require("node:assert");
const Module = require("node:module");
const test = require("node:test");

const manifest = require("./package.json");

/** The extension with an editor that has these settings, what it did, and a client that starts or fails. */
function loaded(settings, { reason, failure } = {}) {
  const done = { started: [], stopped: 0, shown: [], asked: [], commands: {}, changed: undefined };
  const vscode = {
    workspace: {
      getConfiguration: () => ({ get: (name) => settings[name] }),
      onDidChangeConfiguration: (listener) => (done.changed = listener),
    },
    window: {
      showErrorMessage: (text) => done.shown.push(text),
      showInputBox: async (options) => (done.asked.push(options), reason),
    },
    commands: { registerCommand: (name, run) => (done.commands[name] = run) },
  };
  class LanguageClient {
    constructor(name, server, options) {
      Object.assign(this, { name, server, options });
    }
    async start() {
      if (failure) {
        throw new Error(failure);
      }
      done.started.push(this);
    }
    async stop() {
      done.stopped += 1;
    }
  }
  const stands = { vscode, "vscode-languageclient/node": { LanguageClient } };
  const load = Module._load;
  Module._load = (name, ...rest) => stands[name] ?? load(name, ...rest);
  try {
    delete require.cache[require.resolve("./extension.js")];
    return { extension: require("./extension.js"), done };
  } finally {
    Module._load = load;
  }
}

const USUAL = Object.fromEntries(
  Object.entries(manifest.contributes.configuration.properties).map(([name, { default: value }]) => [
    name.replace("claimcheck.", ""),
    value,
  ]),
);

test("it starts the server for each language it is activated for", async () => {
  const { extension, done } = loaded(USUAL);
  await extension.activate({ subscriptions: [] });
  const [client] = done.started;
  assert.deepStrictEqual(client.server, { command: "claimcheck", args: ["lsp"] });
  const served = new Set(client.options.documentSelector.map(({ language }) => `onLanguage:${language}`));
  assert.deepStrictEqual([...served], manifest.activationEvents);
  await extension.deactivate();
  assert.strictEqual(done.stopped, 1);
});

test("it does nothing where it is switched off, until it is switched on", async () => {
  const settings = { ...USUAL, enable: false };
  const { extension, done } = loaded(settings);
  await extension.activate({ subscriptions: [] });
  assert.strictEqual(done.started.length, 0);
  settings.enable = true;
  settings.path = "/venv/bin/claimcheck";
  done.changed({ affectsConfiguration: (name) => name === "claimcheck" });
  await done.commands["claimcheck.restart"]();
  assert.strictEqual(done.started.at(-1).server.command, "/venv/bin/claimcheck");
  assert.strictEqual(done.started.length - done.stopped, 1);
});

test("a command that is not there is told with what to do", async () => {
  const { extension, done } = loaded(USUAL, { failure: "spawn claimcheck ENOENT" });
  await extension.activate({ subscriptions: [] });
  assert.match(done.shown[0], /ENOENT.*its extra lsp.*claimcheck\.path/);
  await extension.deactivate();
  assert.strictEqual(done.stopped, 0);
});

for (const [reason, sent] of [
  ["the farmer counts so", [[{ rule: "A101" }, "the farmer counts so"]]],
  [" ", []],
  [undefined, []],
]) {
  test(`a finding is accepted with the reason that was given: ${reason}`, async () => {
    const { extension, done } = loaded(USUAL, { reason });
    await extension.activate({ subscriptions: [] });
    const { executeCommand } = done.started[0].options.middleware;
    const ran = [];
    await executeCommand("claimcheck.accept", [{ rule: "A101" }], (_name, given) => ran.push(given));
    assert.deepStrictEqual(ran, sent);
    assert.match(done.asked[0].prompt, /A101/);
    assert.ok(done.asked[0].validateInput(" "));
    assert.strictEqual(done.asked[0].validateInput("so"), undefined);
  });
}
