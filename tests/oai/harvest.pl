#!/usr/bin/perl
# Harvests a repository with HTTP::OAI (Debian's libhttp-oai-perl) and prints what came, a line each:
#   identify NAME EMAIL GRANULARITY DELETED | format PREFIX | set SPEC NAME
#   record IDENTIFIER DATESTAMP STATUS SPECS TITLE
# Usage: harvest.pl BASE-URL identify|formats|sets|ListRecords|ListIdentifiers [NAME VALUE]...
# Ends with 1 and a reason where an answer is an error or no XML.
use strict;
use warnings;
use HTTP::OAI;

binmode STDOUT, ':encoding(UTF-8)';
my ($base, $what, %arguments) = @ARGV;
my $harvester = HTTP::OAI::Harvester->new(baseURL => $base);

sub checked {
  my ($response) = @_;
  return $response unless $response->is_error;
  print STDERR 'error ', $response->code, ' ', join(' ', map { $_->code . ': ' . ($_->message // '') } $response->errors), "\n";
  exit 1;
}

sub print_record {
  my ($header, $metadata) = @_;
  my $title = '';
  if ($metadata) {
    my ($node) = $metadata->dom->findnodes('.//*[local-name() = "title"]');
    $title = $node->textContent if $node;
  }
  print join("\t", 'record', $header->identifier, $header->datestamp, $header->is_deleted ? 'deleted' : 'there',
    join(',', $header->setSpec), $title), "\n";
}

if ($what eq 'identify') {
  my $i = checked($harvester->Identify);
  print join("\t", 'identify', $i->repositoryName, $i->adminEmail, $i->granularity, $i->deletedRecord), "\n";
} elsif ($what eq 'formats') {
  my $formats = checked($harvester->ListMetadataFormats(%arguments));
  while (my $format = $formats->next) { print join("\t", 'format', $format->metadataPrefix), "\n" }
} elsif ($what eq 'sets') {
  checked($harvester->ListSets(onRecord => sub { print join("\t", 'set', $_[0]->setSpec, $_[0]->setName), "\n" }));
} elsif ($what eq 'GetRecord') {
  my $record = checked($harvester->GetRecord(%arguments))->next;
  print_record($record->header, $record->metadata);
} elsif ($what eq 'ListRecords') {
  # The client follows the tokens by itself and hands each record over as it comes.
  checked($harvester->ListRecords(%arguments, onRecord => sub { print_record($_[0]->header, $_[0]->metadata) }));
} else {
  checked($harvester->ListIdentifiers(%arguments, onRecord => sub { print_record($_[0]) }));
}
