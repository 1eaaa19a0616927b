"use strict";

// Starts `claimcheck lsp` and asks for the reason when a finding is accepted; all else is the server's.

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const LANGUAGES = ["plaintext", "markdown", "html"];
const SCHEMES = ["file", "untitled"];
const ACCEPT = "claimcheck.accept";

let client;
let turn = Promise.resolve();

/** What was asked for, after whatever was asked for before: starting and stopping must not overlap. */
function next(work) {
  turn = turn.then(work, work);
  return turn;
}

async function start() {
  const settings = vscode.workspace.getConfiguration("claimcheck");
  if (!settings.get("enable")) {
    return;
  }
  const command = settings.get("path");
  client = new LanguageClient(
    "claimcheck",
    { command, args: ["lsp"] },
    {
      documentSelector: LANGUAGES.flatMap((language) => SCHEMES.map((scheme) => ({ language, scheme }))),
      middleware: { executeCommand },
    },
  );
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    vscode.window.showErrorMessage(
      `claimcheck: «${command} lsp» could not be started: ${error.message} ` +
        "Install claimcheck with its extra lsp (docs/editors.md) or name its command in the setting claimcheck.path.",
    );
  }
}

async function stop() {
  const running = client;
  client = undefined;
  await running?.stop();
}

/** A finding is accepted with a reason; without one nothing happens. */
async function executeCommand(command, given, run) {
  if (command !== ACCEPT || given.length > 1) {
    return run(command, given);
  }
  const reason = await vscode.window.showInputBox({
    prompt: `Why does the finding of ${given[0]?.rule ?? "this rule"} stand? Whoever reads the list will ask.`,
    validateInput: (text) => (text.trim() ? undefined : "A finding is accepted with a reason."),
  });
  return reason?.trim() ? run(command, [...given, reason]) : undefined;
}

function restart() {
  return next(async () => {
    await stop();
    await start();
  });
}

function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("claimcheck.restart", restart),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("claimcheck")) {
        restart();
      }
    }),
  );
  return next(start);
}

function deactivate() {
  return next(stop);
}

module.exports = { activate, deactivate };
